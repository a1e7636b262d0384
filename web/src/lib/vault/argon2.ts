import { argon2id } from 'hash-wasm';
import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { Argon2Input } from './passwordKeys.ts';

/** Argon2id right here: a third of a second in which this thread does nothing else. */
export async function argon2Here(input: Argon2Input): Promise<Bytes> {
  const { password, salt, memoryKib, iterations, parallelism } = input;
  const hash = await argon2id({
    password,
    salt,
    memorySize: memoryKib,
    iterations,
    parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  return copyBytes(hash);
}
