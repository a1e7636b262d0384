import type {
  DocumentFiles,
  FileReference,
} from '../../../web/src/lib/documents/SharedDocument.ts';

/** Files that stay in this page. */
export class MemoryFiles implements DocumentFiles {
  readonly #files = new Map<string, File>();

  add(file: File): Promise<FileReference> {
    const fileId = `${this.#files.size + 1}`.padStart(22, 'A');
    this.#files.set(fileId, file);
    return Promise.resolve({ fileId, name: file.name, type: file.type, size: file.size });
  }

  open(fileId: string): Promise<Blob> {
    const file = this.#files.get(fileId);
    return file === undefined ? Promise.reject(new Error('no such file')) : Promise.resolve(file);
  }
}
