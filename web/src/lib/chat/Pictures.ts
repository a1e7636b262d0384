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
  readonly #opened = new Map<string, Promise<OpenedPicture>>();

  constructor(files: DocumentFiles) {
    this.#files = files;
  }

  static isShown({ type, size }: FileReference): boolean {
    return PICTURES.includes(type) && size <= MAX_PREVIEW_BYTES;
  }

  /** An address of the page's own for what was opened. */
  async addressOf(file: FileReference): Promise<string> {
    return (await this.#open(file)).address;
  }

  /** The picture itself, for a look at it. */
  async read(file: FileReference): Promise<Blob> {
    return (await this.#open(file)).bytes;
  }

  /** Hands a file to the browser to keep. It is never opened: whatever it says that it is. */
  async save({ fileId, name }: FileReference): Promise<void> {
    const kept = this.#opened.get(fileId);
    const bytes = kept === undefined ? await this.#files.open(fileId) : (await kept).bytes;
    saveFile(name, 'application/octet-stream', bytes);
  }

  close(): void {
    for (const opened of this.#opened.values()) {
      opened.then(({ address }) => URL.revokeObjectURL(address)).catch(() => undefined); // it never opened
    }
    this.#opened.clear();
  }

  #open({ fileId, type }: FileReference): Promise<OpenedPicture> {
    const known = this.#opened.get(fileId);
    if (known !== undefined) return known;
    const opened = this.#fetch(fileId, type);
    this.#opened.set(fileId, opened);
    // Whoever asks again asks the server again.
    opened.catch(() => this.#opened.delete(fileId));
    return opened;
  }

  async #fetch(fileId: string, type: string): Promise<OpenedPicture> {
    const bytes = new Blob([await this.#files.open(fileId)], { type });
    return { bytes, address: URL.createObjectURL(bytes) };
  }
}
