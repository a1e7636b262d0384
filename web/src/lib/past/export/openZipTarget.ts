import { saveAs } from '../../chat/Pictures.ts';
import type { Bytes } from '@conclave/shared/bytes';
import type { ZipTarget } from './ZipWriter.ts';

/** A file on the person's disk that is being written. */
export interface ZipFile extends ZipTarget {
  /** It is whole and stays. */
  keep(): Promise<void>;
  /** Nothing of it stays. */
  drop(): Promise<void>;
}

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

/**
 * Where the browser lets a page write a file, it is asked where; otherwise the pieces are kept by the browser and
 * handed over as one download. Undefined if the person changed their mind.
 */
export async function openZipTarget(name: string): Promise<ZipFile | undefined> {
  const scope: object = globalThis;
  if (!hasPicker(scope)) return inMemory(name);
  try {
    const handle = await scope.showSaveFilePicker({ suggestedName: name });
    const file = await handle.createWritable();
    return {
      write: (piece) => file.write(piece),
      keep: () => file.close(),
      drop: () => file.abort(),
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

function inMemory(name: string): ZipFile {
  let whole = new Blob([], { type: 'application/zip' });
  return {
    write(piece) {
      // A blob of blobs: browsers keep large ones on the disk, an array of bytes would stay in memory.
      whole = new Blob([whole, piece], { type: 'application/zip' });
      return Promise.resolve();
    },
    keep() {
      saveAs(URL.createObjectURL(whole), name);
      return Promise.resolve();
    },
    drop() {
      whole = new Blob([]);
      return Promise.resolve();
    },
  };
}

function hasPicker(scope: object): scope is FilePicker {
  return 'showSaveFilePicker' in scope;
}
