import type { FileId } from '@conclave/shared/ids';

/** A file that waits in the inbox, as its visitor sees it. */
export interface HandedIn {
  readonly fileId: FileId;
  readonly name: string;
  readonly size: number;
}
