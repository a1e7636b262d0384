import type { KnockKey } from '../objects/letter.ts';
import type { Keepsake } from './Keepsake.ts';

/**
 * [L-3] Which versions of the copied link a server has seen, as far as this browser heard: from then on
 * their knocks are those of a mailed link. Nothing takes it back but a new link.
 */
export class Exposure {
  readonly #keepsake: Keepsake;

  /** `learned`: knock keys as somebody handed them over. */
  constructor(keepsake: Keepsake, learned: readonly KnockKey[]) {
    this.#keepsake = keepsake;
    this.learnFrom(learned);
  }

  get versions(): readonly number[] {
    return this.#keepsake.memory.exposedLinks;
  }

  has(linkVersion: number): boolean {
    return this.versions.includes(linkVersion);
  }

  /** False: it was known. */
  learn(linkVersion: number): boolean {
    return this.#keepsake.rememberExposed(linkVersion);
  }

  learnFrom(keys: readonly KnockKey[]): void {
    for (const { kind, linkVersion, exposed } of keys) {
      if (kind === 'copied' && exposed) this.learn(linkVersion);
    }
  }

  /** The same keys, saying what is known of their links. */
  mark(keys: readonly KnockKey[]): KnockKey[] {
    return keys.map((key) => ({
      ...key,
      exposed: key.kind === 'copied' && this.has(key.linkVersion),
    }));
  }
}
