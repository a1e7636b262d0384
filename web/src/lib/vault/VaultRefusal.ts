import type { KdfFault } from '@conclave/shared/kdfPolicy';

/** Why the browser refuses to go on. Each has a sentence in every language (shared/src/text). */
export type VaultRefusalCode =
  | KdfFault
  /** What should open the vault does not fit the password, the account or the parameters. */
  | 'openerDoesNotFit'
  /** An older password or kit was served than the vault itself names. */
  | 'openerOutdated'
  /** The vault is older than what this browser has seen. */
  | 'vaultRolledBack'
  /** Two vaults claim the same version. */
  | 'vaultForked'
  /** The list of contents does not open. */
  | 'manifestDamaged'
  /** Items are missing, were swapped or are old. */
  | 'shelfDoesNotFit'
  /** An item does not open in its place. */
  | 'itemDamaged'
  /** Sealed by a newer version of this page, or in a form that never existed. */
  | 'formatUnknown'
  /** Another device changed the item first. */
  | 'itemChanged'
  /** The recovery code is not one: a letter is wrong or missing. */
  | 'kitMistyped'
  /** A public key that leads to a secret everybody knows. */
  | 'keyShareWorthless'
  /** This browser cannot do what is needed. */
  | 'browserTooOld';

/** What no honest server and no slip of the hand brings about. */
const tampering: ReadonlySet<VaultRefusalCode> = new Set([
  'openerDoesNotFit',
  'openerOutdated',
  'vaultRolledBack',
  'vaultForked',
  'manifestDamaged',
  'shelfDoesNotFit',
  'itemDamaged',
]);

/** The vault stays closed, and nothing more is sent. */
export class VaultRefusal extends Error {
  override readonly name = 'VaultRefusal';
  readonly code: VaultRefusalCode;

  constructor(code: VaultRefusalCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }

  /** Whether the server served what it should not have. */
  get isTampering(): boolean {
    return tampering.has(this.code);
  }
}
