import type { SharedDocument } from '../documents/SharedDocument.ts';

/** Resolves when all that the server has of a document is there, however long there is no connection. Rejects with the signal. */
export function whenOpen(document: SharedDocument, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const isOpen = (): boolean => !['opening', 'offline'].includes(document.saveState.kind);
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
