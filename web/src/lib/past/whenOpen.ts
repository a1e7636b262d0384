import type { SharedDocument } from '../documents/SharedDocument.ts';

/** Resolves when all that the server has of a document is there. Rejects with the signal. */
export function whenOpen(document: SharedDocument, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const isOpen = (): boolean => document.saveState.kind !== 'opening';
    if (signal?.aborted === true) {
      reject(new DOMException('given up', 'AbortError'));
      return;
    }
    if (isOpen()) {
      resolve();
      return;
    }
    const stop = document.onChange(() => {
      if (!isOpen()) return;
      stop();
      resolve();
    });
    signal?.addEventListener('abort', () => {
      stop();
      reject(new DOMException('given up', 'AbortError'));
    });
  });
}
