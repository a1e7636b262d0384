import * as v from 'valibot';
import { argon2Here } from './argon2.ts';

/** One derivation, then the page ends this worker: its 64 MiB go with it. */
const Input = v.strictObject({
  password: v.pipe(
    v.instance(Uint8Array),
    v.transform((bytes) => new Uint8Array(bytes)),
  ),
  salt: v.pipe(
    v.instance(Uint8Array),
    v.transform((bytes) => new Uint8Array(bytes)),
  ),
  memoryKib: v.number(),
  iterations: v.number(),
  parallelism: v.number(),
});

addEventListener('message', (event: MessageEvent<unknown>) => {
  void argon2Here(v.parse(Input, event.data)).then((hash) => {
    postMessage(hash);
  });
});
