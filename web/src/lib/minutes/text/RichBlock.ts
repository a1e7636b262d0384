/** Text with what is said about it. `link` has been checked by `safeLink`. */
export interface RichText {
  readonly kind: 'text';
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly code: boolean;
  readonly link: string | undefined;
}

export type RichInline = RichText | { readonly kind: 'break' };

export interface RichItem {
  /** Of check lists only. */
  readonly checked: boolean | undefined;
  readonly blocks: readonly RichBlock[];
}

export interface RichCell {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: readonly RichBlock[];
}

export interface ActionItem {
  readonly kind: 'action';
  /** Which one it is, counted through the document from 0: with this the list finds it on screen. */
  readonly number: number;
  readonly inlines: readonly RichInline[];
  readonly done: boolean;
  readonly personId: string | undefined;
  readonly personName: string | undefined;
  /** 2026-12-01 */
  readonly due: string | undefined;
}

export interface Decision {
  readonly kind: 'decision';
  readonly number: number;
  readonly blocks: readonly RichBlock[];
}

/** A piece of a document as exports, lists and the reading view see it: known, checked, bounded. */
export type RichBlock =
  | { readonly kind: 'paragraph'; readonly inlines: readonly RichInline[] }
  | {
      readonly kind: 'heading';
      readonly level: 1 | 2 | 3;
      readonly inlines: readonly RichInline[];
    }
  | {
      readonly kind: 'list';
      readonly style: 'bullet' | 'ordered' | 'check';
      readonly start: number;
      readonly items: readonly RichItem[];
    }
  | { readonly kind: 'quote'; readonly blocks: readonly RichBlock[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'picture'; readonly fileId: string; readonly alt: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly RichCell[])[] }
  | Decision
  | ActionItem;

export function textOf(inlines: readonly RichInline[]): string {
  return inlines.map((inline) => (inline.kind === 'text' ? inline.text : '\n')).join('');
}
