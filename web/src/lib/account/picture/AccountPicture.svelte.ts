import { pictureBlob, type KeptPicture } from './KeptPicture.ts';
import { VaultPicture } from './VaultPicture.ts';

/** The picture of whoever is signed in, as pages show it. Nobody else gets it. */
export class AccountPicture {
  #url = $state.raw<string>();
  readonly kept = new VaultPicture((picture) => this.#show(picture));

  /** An address in this page; undefined while there is none, or none is known yet. */
  get url(): string | undefined {
    return this.#url;
  }

  #show(picture: KeptPicture | undefined): void {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = picture && URL.createObjectURL(pictureBlob(picture));
  }
}
