import { KeyWorker } from './KeyWorker.ts';
import type { FromKeyWorker } from './messages.ts';

// Everything that opens content runs here, off the page. All it decides is in RoomAgent.

const worker = new KeyWorker(
  (message: FromKeyWorker) => self.postMessage(message),
  (error) => self.reportError(error),
);
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => worker.receive(data));
