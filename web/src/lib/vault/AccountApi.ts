import { Closing, ClosurePreview } from '@conclave/shared/wire/closureApi';
import type { KdfParameters } from '@conclave/shared/kdfPolicy';
import {
  Account,
  InviteOffer,
  Prelogin,
  RecoveryReply,
  SignInReply,
  WhoIsHere,
  type CompanyChange,
  type KitRenewal,
  type PasswordChange,
  type PasswordReset,
  type ProfileChange,
  type Registration,
} from '@conclave/shared/wire/accountApi';
import {
  AddressLink,
  type AddressChange,
  type AskAddressChange,
} from '@conclave/shared/wire/addressApi';
import {
  Opener,
  VaultHead,
  VaultPage,
  type VaultChange,
  type VaultItem,
} from '@conclave/shared/wire/vaultApi';
import type { HttpApi } from './HttpApi.ts';
import type { VaultApi } from './VaultApi.ts';

/** What a password or a kit proves, with the second step where there is one. */
export interface Proof {
  readonly address: string;
  readonly authKey: string;
  readonly step: string | null;
}

/** The account side of the server, request by request. */
export class AccountApi implements VaultApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  async prelogin(address: string): Promise<KdfParameters> {
    const ask = { method: 'POST', path: '/api/prelogin', body: { address } } as const;
    return (await this.#http.ask(ask, Prelogin)).kdf;
  }

  /** `step` names a proven second step, once the server has asked for one. */
  signIn(proof: Proof): Promise<SignInReply> {
    return this.#http.ask({ method: 'POST', path: '/api/session', body: proof }, SignInReply);
  }

  /** Whoever is signed in in this browser. */
  async whoIsHere(): Promise<Account | null> {
    return (await this.#http.ask({ method: 'GET', path: '/api/session' }, WhoIsHere)).account;
  }

  signOut(): Promise<void> {
    return this.#http.tell({ method: 'DELETE', path: '/api/session' });
  }

  lookAtInvite(token: string): Promise<InviteOffer> {
    return this.#http.ask(
      { method: 'POST', path: '/api/invites/look', body: { token } },
      InviteOffer,
    );
  }

  register(body: Registration): Promise<Account> {
    return this.#http.ask({ method: 'POST', path: '/api/accounts', body }, Account);
  }

  account(): Promise<Account> {
    return this.#http.ask({ method: 'GET', path: '/api/account' }, Account);
  }

  /** What the present password opens, once more. */
  opener(): Promise<Opener> {
    return this.#http.ask({ method: 'GET', path: '/api/account/opener' }, Opener);
  }

  changeProfile(body: ProfileChange): Promise<Account> {
    return this.#http.ask({ method: 'PATCH', path: '/api/account', body }, Account);
  }

  changeCompany(body: CompanyChange): Promise<void> {
    return this.#http.tell({ method: 'PATCH', path: '/api/company', body });
  }

  changePassword(body: PasswordChange): Promise<void> {
    return this.#http.tell({ method: 'PUT', path: '/api/account/password', body });
  }

  renewKit(body: KitRenewal): Promise<void> {
    return this.#http.tell({ method: 'PUT', path: '/api/account/kit', body });
  }

  /** Mails a link that proves the address of the account. */
  askVerification(): Promise<void> {
    return this.#http.tell({ method: 'POST', path: '/api/account/address/verification' });
  }

  /** Mails a link to another address. */
  askAddressChange(body: AskAddressChange): Promise<void> {
    return this.#http.tell({ method: 'POST', path: '/api/account/address', body });
  }

  changeAddress(body: AddressChange): Promise<void> {
    return this.#http.tell({ method: 'PUT', path: '/api/account/address', body });
  }

  /** What a mailed link is for. */
  lookAtLink(token: string): Promise<AddressLink> {
    return this.#http.ask(
      { method: 'POST', path: '/api/address/look', body: { token } },
      AddressLink,
    );
  }

  /** Uses a mailed link that needs no keys. */
  useLink(does: 'verify' | 'undo', token: string): Promise<void> {
    return this.#http.tell({ method: 'POST', path: `/api/address/${does}`, body: { token } });
  }

  /** What would go with the account. */
  closurePreview(): Promise<ClosurePreview> {
    return this.#http.ask({ method: 'GET', path: '/api/account/closure' }, ClosurePreview);
  }

  /** Returns when everything goes. */
  async close(authKey: string): Promise<number> {
    const ask = { method: 'POST', path: '/api/account/closure', body: { authKey } } as const;
    return (await this.#http.ask(ask, Closing)).closesAt;
  }

  keep(): Promise<void> {
    return this.#http.tell({ method: 'DELETE', path: '/api/account/closure' });
  }

  openRecovery(proof: Proof & { link: string | null }): Promise<RecoveryReply> {
    const ask = { method: 'POST', path: '/api/recovery/open', body: proof } as const;
    return this.#http.ask(ask, RecoveryReply);
  }

  resetPassword(body: PasswordReset): Promise<Account> {
    return this.#http.ask({ method: 'POST', path: '/api/recovery/password', body }, Account);
  }

  head(): Promise<VaultHead> {
    return this.#http.ask({ method: 'GET', path: '/api/vault' }, VaultHead);
  }

  async items(kind: string): Promise<VaultItem[]> {
    const items: VaultItem[] = [];
    for (;;) {
      const last = items.at(-1)?.id;
      const after = last === undefined ? '' : `?after=${last}`;
      const path = `/api/vault/items/${kind}${after}` as const;
      const page = await this.#http.ask({ method: 'GET', path }, VaultPage);
      items.push(...page.items);
      if (!page.more || page.items.length === 0) return items;
    }
  }

  change(body: VaultChange): Promise<void> {
    return this.#http.tell({ method: 'POST', path: '/api/vault/changes', body });
  }
}
