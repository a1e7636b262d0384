import { RefusedError } from '@conclave/shared/RefusedError';
import { openPicture } from '../files/preview/openPicture.ts';
import { saveFile } from '../ui/saveFile.ts';
import type { DocumentFiles, FileReference } from '../documents/SharedDocument.ts';

/** What browsers show as a picture and never run. SVG is not among them. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** Larger pictures wait for a click: everybody in the room would fetch them. */
const MAX_PREVIEW_BYTES = 10 * 1024 * 1024;

interface OpenedPicture {
  readonly bytes: Blob;
  readonly address: string;
}

/** Opened pictures, kept while the chat is open so that scrolling fetches nothing twice. */
export class Pictures {
  readonly #files: DocumentFiles;
  readonly #opened = new Map<string, Promise<OpenedPicture | undefined>>();

  constructor(files: DocumentFiles) {
    this.#files = files;
  }

  static isShown({ type, size }: FileReference): boolean {
    return PICTURES.includes(type) && size <= MAX_PREVIEW_BYTES;
  }

  /**
   * An address of the page's own for what was opened; undefined for what is not shown by itself, because it is no
   * picture, or one that would fill everybody's memory, whatever the message says of its type and size.
   */
  async addressOf(file: FileReference): Promise<string | undefined> {
    return (await this.#open(file))?.address;
  }

  /** The picture itself, for a look at it. */
  async read(file: FileReference): Promise<Blob> {
    return (await this.#open(file))?.bytes ?? this.#files.open(file.fileId);
  }

  /** Hands a file to the browser to keep. It is never opened: whatever it says that it is. */
  async save({ fileId, name }: FileReference): Promise<void> {
    const kept = await this.#opened.get(fileId);
    const bytes = kept?.bytes ?? (await this.#files.open(fileId));
    saveFile(name, 'application/octet-stream', bytes);
  }

  close(): void {
    for (const opened of this.#opened.values()) {
      opened.then(revoke).catch(() => undefined); // it never opened
    }
    this.#opened.clear();
  }

  #open({ fileId, type }: FileReference): Promise<OpenedPicture | undefined> {
    const known = this.#opened.get(fileId);
    if (known !== undefined) return known;
    const opened = this.#fetch(fileId, type);
    this.#opened.set(fileId, opened);
    // Whoever asks again asks the server again.
    opened.catch(() => this.#opened.delete(fileId));
    return opened;
  }

  async #fetch(fileId: string, type: string): Promise<OpenedPicture | undefined> {
    try {
      const opened = await openPicture(this.#files, fileId, MAX_PREVIEW_BYTES);
      const bytes = new Blob([opened], { type });
      return { bytes, address: URL.createObjectURL(bytes) };
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'tooLarge') return undefined;
      throw error;
    }
  }
}

function revoke(opened: OpenedPicture | undefined): void {
  if (opened !== undefined) URL.revokeObjectURL(opened.address);
}
