/** Operations of WebCrypto, each of which may wait for a thread. */
const OPERATIONS = [
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'digest',
  'generateKey',
  'importKey',
  'exportKey',
  'deriveKey',
  'deriveBits',
] as const;

/** How many of them are under way, from now until it is told to stop. */
export interface KeysAtWork {
  readonly count: number;
  stop(): void;
}

/** Keys at work: time must not pass while they are, or every timeout would be reached. */
export function watchKeys(): KeysAtWork {
  let count = 0;
  const { subtle } = crypto;
  for (const name of OPERATIONS) {
    const original: unknown = Reflect.get(subtle, name);
    if (typeof original !== 'function') throw new TypeError('no such method');
    Reflect.defineProperty(subtle, name, {
      configurable: true,
      value: async (...args: unknown[]): Promise<unknown> => {
        count += 1;
        try {
          const result: unknown = await Reflect.apply(original, subtle, args);
          return result;
        } finally {
          count -= 1;
        }
      },
    });
  }
  return {
    get count() {
      return count;
    },
    stop: () => {
      for (const name of OPERATIONS) Reflect.deleteProperty(subtle, name);
    },
  };
}
