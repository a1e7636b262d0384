import type { Bytes } from '@conclave/shared/bytes';
import { saveBlob } from './saveFile.ts';

/** A file on the person's disk that is being written, piece by piece. */
export interface SaveTarget {
  write(piece: Bytes): Promise<void>;
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

/** Says nothing, so that no address of it can ever be a page. */
const TYPE = 'application/octet-stream';

/**
 * For what is too large to be held at once. Where the browser lets a page write a file, it is asked where; otherwise
 * the pieces are kept by the browser and handed over as one download. Undefined if the person changed their mind.
 */
export async function openSaveTarget(name: string): Promise<SaveTarget | undefined> {
  const scope: object = globalThis;
  if (!hasPicker(scope)) return asDownload(name);
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

function asDownload(name: string): SaveTarget {
  // Blobs, which browsers keep on the disk when they are large; an array of bytes would stay in memory.
  let pieces: Blob[] = [];
  return {
    write(piece) {
      pieces.push(new Blob([piece]));
      return Promise.resolve();
    },
    keep() {
      saveBlob(name, new Blob(pieces, { type: TYPE }));
      return Promise.resolve();
    },
    drop() {
      pieces = [];
      return Promise.resolve();
    },
  };
}

function hasPicker(scope: object): scope is FilePicker {
  return 'showSaveFilePicker' in scope;
}
