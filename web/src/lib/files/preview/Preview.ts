import type { FileKind } from '../list/fileKind.ts';

/** What is looked at as a whole. PDF is, too, but page by page, in a worker of its own. */
export type PreviewKind = Extract<FileKind, 'image' | 'text'>;

/** What is shown of a file without opening it outside. */
export type Preview =
  | { readonly kind: 'picture'; readonly bitmap: ImageBitmap }
  /** `cut`: only the beginning. */
  | { readonly kind: 'text'; readonly text: string; readonly cut: boolean }
  | {
      readonly kind: 'none';
      readonly why: 'kind' | 'notPicture' | 'notText' | 'tooLarge' | 'slow';
    };
