import { saveFile } from '../ui/saveFile.ts';
import type { DocumentFiles, FileReference } from '../documents/SharedDocument.ts';

/** What browsers show as a picture and never run. SVG is not among them. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'];

/** Larger pictures wait for a click: everybody in the room would fetch them. */
const MAX_PREVIEW_BYTES = 10 * 1024 * 1024;

/** Opened pictures, kept while the chat is open so that scrolling fetches nothing twice. */
export class Pictures {
  readonly #files: DocumentFiles;
  readonly #addresses = new Map<string, Promise<string>>();

  constructor(files: DocumentFiles) {
    this.#files = files;
  }

  static isShown({ type, size }: FileReference): boolean {
    return PICTURES.includes(type) && size <= MAX_PREVIEW_BYTES;
  }

  /** An address of the page's own for what was opened. */
  addressOf({ fileId, type }: FileReference): Promise<string> {
    const known = this.#addresses.get(fileId);
    if (known !== undefined) return known;
    const address = this.#open(fileId, type);
    this.#addresses.set(fileId, address);
    return address;
  }

  /** Hands a file to the browser to keep. It is never opened: whatever it says that it is. */
  async save({ fileId, name }: FileReference): Promise<void> {
    saveFile(name, 'application/octet-stream', await this.#files.open(fileId));
  }

  close(): void {
    for (const address of this.#addresses.values()) {
      address.then((url) => URL.revokeObjectURL(url)).catch(() => undefined); // it never opened
    }
    this.#addresses.clear();
  }

  async #open(fileId: string, type: string): Promise<string> {
    const blob = await this.#files.open(fileId);
    return URL.createObjectURL(new Blob([blob], { type }));
  }
}
