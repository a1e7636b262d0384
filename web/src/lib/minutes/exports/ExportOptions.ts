import type { ActionItem } from '../text/RichBlock.ts';

/** A picture as exports carry it: drawn anew by this browser, so that it is nothing but a picture. */
export interface ExportPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** The few words that exports add, in the reader's language. */
export interface ExportWords {
  readonly language: string;
  readonly decision: string;
  readonly action: string;
  readonly done: string;
  readonly picture: string;
  /** What stands behind an action item: who, and until when. */
  readonly dueBy: (due: string) => string;
  readonly page: (numbers: { page: number; of: number }) => string;
  readonly replaced: (count: { n: number }) => string;
}

/** What all exports need to know besides the text. */
export interface ExportOptions {
  readonly title: string;
  readonly words: ExportWords;
  readonly nameOf: (item: ActionItem) => string | undefined;
  readonly pictures: ReadonlyMap<string, ExportPicture>;
}

/** "Jonas, until 1 December 2026", or nothing when neither is known. */
export function whoAndWhen(item: ActionItem, options: ExportOptions): string {
  const due = item.due === undefined ? undefined : options.words.dueBy(item.due);
  return [options.nameOf(item), due].filter((part) => part !== undefined).join(', ');
}
