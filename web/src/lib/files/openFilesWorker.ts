import { trustedWorker } from '../e2ee/frame/trustedWorker.ts';
import type { ChunkCrypto } from './crypto/ChunkCrypto.ts';
import { WorkerCrypto } from './crypto/WorkerCrypto.ts';
import workerUrl from './files.worker.ts?worker&url';

/** Starts the worker that seals and opens files. */
export function openFilesWorker(): ChunkCrypto {
  return new WorkerCrypto(trustedWorker(workerUrl));
}
