import type { Bytes } from '@conclave/shared/bytes';
import {
  downloadBlob,
  download,
  type DownloadOptions,
  type DownloadParts,
  type SealedFile,
} from './download.ts';

/** What browsers offer that let a page write a file where the person says. */
interface WritableFile {
  write(piece: Bytes): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

interface FilePicker {
  showSaveFilePicker(options: {
    suggestedName: string;
  }): Promise<{ createWritable(): Promise<WritableFile> }>;
}

/** A blob: address is needed for as long as the browser takes to begin; it says nothing when it has. */
const ADDRESS_MS = 60_000;

/**
 * Brings a file to the disk: piece by piece where the browser can, as a whole otherwise. Nothing of a file
 * that does not open to its end is left. False if the person changed their mind.
 */
export async function saveToDisk(
  file: SealedFile,
  name: string,
  parts: DownloadParts & DownloadOptions,
): Promise<boolean> {
  const scope: object = globalThis;
  if (!hasPicker(scope)) {
    saveBlob(await downloadBlob(file, parts), name);
    return true;
  }
  const target = await pick(scope, name);
  if (target === undefined) return false;
  try {
    await download(file, target, parts);
    await target.close();
    return true;
  } catch (error) {
    await target.abort();
    throw error;
  }
}

function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), ADDRESS_MS);
}

async function pick(picker: FilePicker, suggestedName: string): Promise<WritableFile | undefined> {
  try {
    const handle = await picker.showSaveFilePicker({ suggestedName });
    return await handle.createWritable();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function hasPicker(scope: object): scope is FilePicker {
  return 'showSaveFilePicker' in scope;
}
