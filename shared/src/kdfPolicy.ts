import * as v from 'valibot';

/**
 * How a password becomes a key. On the wire the algorithm is any short word and the figures are any
 * integers, so that a client can say why it refuses them instead of "malformed".
 */
export const KdfParameters = v.strictObject({
  algorithm: v.pipe(v.string(), v.maxLength(32)),
  memoryKib: v.pipe(v.number(), v.safeInteger()),
  iterations: v.pipe(v.number(), v.safeInteger()),
  parallelism: v.pipe(v.number(), v.safeInteger()),
  /** 16 random bytes as base64url. */
  salt: v.pipe(v.string(), v.maxLength(64)),
});
export type KdfParameters = v.InferOutput<typeof KdfParameters>;

/** What new passwords are derived with. Some 0.3 s on a laptop; more locks out phones with little memory. */
export const KDF_NOW = {
  algorithm: 'argon2id',
  memoryKib: 64 * 1024,
  iterations: 3,
  parallelism: 1,
} as const;

/** Below this a stolen database, or a server that asks for less, makes guessing cheap. Never lower it. */
export const KDF_FLOOR = { memoryKib: 64 * 1024, iterations: 3, parallelism: 1 } as const;

/** Above this a server could hang or kill the page of whoever signs in. */
export const KDF_CEILING = { memoryKib: 256 * 1024, iterations: 10, parallelism: 4 } as const;

export type KdfFault = 'kdfUnknown' | 'kdfTooWeak' | 'kdfTooCostly' | 'kdfSalt';

/** Why these parameters may not be used, or undefined if they may. Both ends ask. */
export function kdfFault(kdf: KdfParameters): KdfFault | undefined {
  if (kdf.algorithm !== KDF_NOW.algorithm) return 'kdfUnknown';
  if (!/^[\w-]{21}[AQgw]$/u.test(kdf.salt)) return 'kdfSalt';
  const figures = ['memoryKib', 'iterations', 'parallelism'] as const;
  if (figures.some((figure) => kdf[figure] < KDF_FLOOR[figure])) return 'kdfTooWeak';
  if (figures.some((figure) => kdf[figure] > KDF_CEILING[figure])) return 'kdfTooCostly';
  return undefined;
}
