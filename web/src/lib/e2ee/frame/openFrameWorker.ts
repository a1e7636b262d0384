import workerUrl from './frame.worker.ts?worker&url';
import { trustedWorker } from './trustedWorker.ts';

/** Starts the frame worker. Apart from FrameCryptor, so that tests under Node can give it another. */
export function openFrameWorker(): Worker {
  return trustedWorker(workerUrl);
}
