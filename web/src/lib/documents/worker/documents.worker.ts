import { DocumentWorker } from './DocumentWorker.ts';
import type { FromDocuments } from './messages.ts';

// Documents are verified, opened and sealed here, off the page. All it decides is in Documents.

const worker = new DocumentWorker(
  (message: FromDocuments) => self.postMessage(message),
  (error) => self.reportError(error),
);
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => worker.receive(data));
