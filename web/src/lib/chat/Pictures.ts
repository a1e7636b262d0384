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
    const address = await this.#open(fileId, 'application/octet-stream');
    saveAs(address, name);
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

/** Time for a browser to begin with a download before its address goes. */
const REVOKE_AFTER_MS = 60_000;

export function saveAs(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}
