import { newRequestId } from '../../web/src/lib/e2ee/crypto/random.ts';
import type { DocumentFiles, FileReference } from '../../web/src/lib/documents/SharedDocument.ts';
import { RefusedError } from '@conclave/shared/RefusedError';

/** Files in this page's memory. What is called `slow…` waits at half of its way, `large…` finds no room. */
export class MemoryFiles implements DocumentFiles {
  readonly #files = new Map<string, Blob>();
  release: () => void = () => undefined;

  async add(
    file: File,
    { onProgress, signal }: Parameters<DocumentFiles['add']>[1] = {},
  ): Promise<FileReference> {
    if (file.name.startsWith('large')) throw new RefusedError('quotaExceeded');
    onProgress?.(0.5);
    if (file.name.startsWith('slow')) {
      await new Promise<void>((resolve, reject) => {
        this.release = resolve;
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    }
    const fileId = newRequestId();
    this.#files.set(fileId, file);
    return { fileId, name: file.name, type: file.type, size: file.size };
  }

  open(fileId: string, { maxBytes = Infinity } = {}): Promise<Blob> {
    const file = this.#files.get(fileId);
    if (file === undefined) return Promise.reject(new RefusedError('notFound'));
    return file.size > maxBytes
      ? Promise.reject(new RefusedError('tooLarge'))
      : Promise.resolve(file);
  }
}
