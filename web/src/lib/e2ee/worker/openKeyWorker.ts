import { trustedWorker } from '../frame/trustedWorker.ts';
import workerUrl from './keys.worker.ts?worker&url';

/** Starts the key worker. Apart from KeyAgent, so that tests can give it another. */
export function openKeyWorker(): Worker {
  return trustedWorker(workerUrl);
}
