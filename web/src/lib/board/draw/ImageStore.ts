import type { DocumentFiles } from '../../documents/SharedDocument.ts';
import { openPicture } from '../../files/preview/openPicture.ts';

/** Pictures are kept at no more than this side. */
const MAX_SIDE = 2048;

export type StoredImage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ready'; readonly bitmap: ImageBitmap; readonly blob: Blob };

/** The pictures of the board, opened when they are first seen. */
export class ImageStore {
  readonly #files: Pick<DocumentFiles, 'open'>;
  readonly #onArrival: () => void;
  readonly #images = new Map<string, StoredImage>();
  #closed = false;

  constructor(files: Pick<DocumentFiles, 'open'>, onArrival: () => void) {
    this.#files = files;
    this.#onArrival = onArrival;
  }

  get(fileId: string): StoredImage {
    const known = this.#images.get(fileId);
    if (known !== undefined) return known;
    const loading: StoredImage = { kind: 'loading' };
    this.#images.set(fileId, loading);
    void this.load(fileId);
    return loading;
  }

  /** Waits for a picture, for exports. */
  async load(fileId: string): Promise<StoredImage> {
    const known = this.#images.get(fileId);
    if (known?.kind === 'ready') return known;
    const image = await this.#open(fileId);
    if (this.#closed) {
      if (image.kind === 'ready') image.bitmap.close();
      return { kind: 'missing' };
    }
    this.#images.set(fileId, image);
    this.#onArrival();
    return image;
  }

  /** After a connection came back: what was missing is asked for again. */
  retry(): void {
    for (const [fileId, image] of this.#images) {
      if (image.kind === 'missing') this.#images.delete(fileId);
    }
  }

  close(): void {
    this.#closed = true;
    for (const image of this.#images.values()) if (image.kind === 'ready') image.bitmap.close();
    this.#images.clear();
  }

  async #open(fileId: string): Promise<StoredImage> {
    try {
      const blob = await openPicture(this.#files, fileId);
      return { kind: 'ready', bitmap: await decode(blob), blob };
    } catch {
      // Not there, not readable, too large, or no picture: the frame with its name is drawn instead.
      return { kind: 'missing' };
    }
  }
}

async function decode(blob: Blob): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(blob);
  const scale = MAX_SIDE / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  const small = await createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'high',
  });
  bitmap.close();
  return small;
}
