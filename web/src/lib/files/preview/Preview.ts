/** What is shown of a file without opening it outside. */
export type Preview =
  | { readonly kind: 'picture'; readonly bitmap: ImageBitmap }
  /** `cut`: only the beginning. */
  | { readonly kind: 'text'; readonly text: string; readonly cut: boolean }
  | {
      readonly kind: 'none';
      readonly why: 'kind' | 'notPicture' | 'notText' | 'tooLarge' | 'slow';
    };
