import type { DownloadOptions, DownloadParts, SealedFile } from './download.ts';

/** Brings a file to the disk under a name; false if the person changed their mind. */
export type SaveFile = (
  file: SealedFile,
  name: string,
  parts: DownloadParts & DownloadOptions,
) => Promise<boolean>;
