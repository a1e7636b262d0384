import * as v from 'valibot';
import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { trustedWorker } from '../e2ee/frame/trustedWorker.ts';
import { UnreachableError } from './HttpApi.ts';
import workerUrl from './argon2.worker.ts?worker&url';
import type { Argon2Input } from './passwordKeys.ts';

const Hash = v.pipe(v.instance(Uint8Array), v.length(32));

/** Argon2id beside the page, in a worker that ends with its 64 MiB as soon as it has answered. */
export async function argon2InWorker(input: Argon2Input): Promise<Bytes> {
  const worker = trustedWorker(workerUrl);
  try {
    return await answerOf(worker, input);
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, input: Argon2Input): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', (event: Event) => {
      // Without a message the worker's file did not come: this browser is offline.
      const failed = event instanceof ErrorEvent && event.message !== '';
      reject(failed ? new Error(event.message) : new UnreachableError('the worker did not load'));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const hash = v.safeParse(Hash, data);
      if (hash.success) resolve(copyBytes(hash.output));
      else reject(new Error('the key derivation failed'));
    });
    worker.postMessage(input);
  });
}
