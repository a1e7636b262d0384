import { SELF } from '../../vault/kinds.ts';
import type { Vault } from '../../vault/Vault.ts';
import { VaultRefusal } from '../../vault/VaultRefusal.ts';
import type { KeptPicture } from './KeptPicture.ts';

type PictureVault = Pick<Vault, 'get' | 'put' | 'delete'>;

/** The picture of whoever is signed in, in the vault: looked for once, written only over what was seen. */
export class VaultPicture {
  readonly #onChange: (picture: KeptPicture | undefined) => void;
  #vault: PictureVault | undefined;

  /** `onChange` gets what is to be shown from then on. */
  constructor(onChange: (picture: KeptPicture | undefined) => void) {
    this.#onChange = onChange;
  }

  /** Looks into a vault, once for each. */
  async open(vault: PictureVault): Promise<void> {
    if (this.#vault === vault) return;
    this.close();
    this.#vault = vault;
    try {
      await this.#read(vault);
    } catch {
      // There are the initials. What is wrong with the vault or the line is said where they are needed.
      if (this.#vault === vault) this.#vault = undefined;
    }
  }

  /** Refused with `itemChanged` if another device was first; then what that one left is shown. */
  async keep(vault: PictureVault, picture: KeptPicture): Promise<void> {
    await this.#unlessChanged(vault, () => vault.put('picture', SELF, picture));
    this.#show(vault, picture);
  }

  /** Under the same condition. */
  async remove(vault: PictureVault): Promise<void> {
    await this.#unlessChanged(vault, () => vault.delete('picture', SELF));
    this.#show(vault, undefined);
  }

  close(): void {
    this.#vault = undefined;
    this.#onChange(undefined);
  }

  async #unlessChanged(vault: PictureVault, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (error instanceof VaultRefusal && error.code === 'itemChanged') {
        this.#vault = vault;
        await this.#read(vault);
      }
      throw error;
    }
  }

  async #read(vault: PictureVault): Promise<void> {
    const picture = await vault.get('picture', SELF);
    // Closed, or another account's by now.
    if (this.#vault === vault) this.#onChange(picture);
  }

  #show(vault: PictureVault, picture: KeptPicture | undefined): void {
    this.#vault = vault;
    this.#onChange(picture);
  }
}
