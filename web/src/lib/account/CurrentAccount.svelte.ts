import { RefusedError } from '@conclave/shared/RefusedError';
import type { Account, CompanyChange, ProfileChange } from '@conclave/shared/wire/accountApi';
import type { ClosurePreview } from '@conclave/shared/wire/closureApi';
import type { AddressLink } from '@conclave/shared/wire/addressApi';
import { SELF } from '../vault/kinds.ts';
import type { Applicant } from '../vault/register.ts';
import type { OpenAccount, Tools } from '../vault/signIn.ts';
import type { Vault } from '../vault/Vault.ts';
import { VaultRefusal, type VaultRefusalCode } from '../vault/VaultRefusal.ts';
import { changeAddress, changePassword, renewKit } from '../vault/credentials.ts';
import { openKept } from '../vault/openKept.ts';
import { recover, recoverByLink } from '../vault/recover.ts';
import { register } from '../vault/register.ts';
import { signIn } from '../vault/signIn.ts';
import { keysFromPassword } from '../vault/passwordKeys.ts';
import { AccountPicture } from './picture/AccountPicture.svelte.ts';
import type { Question, Questions } from './Questions.svelte.ts';
import type { SecondFactorApi } from './secondFactor/SecondFactorApi.ts';
import type { TabWord } from './TabWord.ts';

/** Who uses this page. */
export type AccountState =
  | { readonly state: 'asking' }
  /** `left`: by the person's own will, here or in another tab. */
  | { readonly state: 'signedOut'; readonly left: boolean }
  /** Signed in, but the vault's key is not in this browser: it takes the password. */
  | { readonly state: 'locked'; readonly account: Account }
  | ({ readonly state: 'open' } & OpenAccount)
  /** The sign-in has ended while the page was in use. */
  | ({ readonly state: 'expired' } & OpenAccount)
  | { readonly state: 'unreachable' }
  | { readonly state: 'refused'; readonly code: VaultRefusalCode };

export interface CurrentAccountParts {
  readonly tools: Promise<Tools>;
  /** Tells other tabs, and hears from them. */
  readonly tabs: TabWord;
  readonly questions: Questions;
  readonly secondFactor: SecondFactorApi;
}

/** The account of this browser, for every page that needs one. Routes come and go, it stays. */
export class CurrentAccount {
  readonly #tools: Promise<Tools>;
  readonly #tabs: TabWord;
  readonly #questions: Questions;
  /** Second proofs and sign-ins of this account. */
  readonly secondFactor: SecondFactorApi;
  readonly picture = new AccountPicture();
  #state = $state.raw<AccountState>({ state: 'asking' });
  #lasting = $state.raw(true);
  #kitConfirmed = $state.raw<boolean>();

  constructor({ tools, tabs, questions, secondFactor }: CurrentAccountParts) {
    this.#tools = tools;
    this.#tabs = tabs;
    this.#questions = questions;
    this.secondFactor = secondFactor;
    tabs.onHeard((word) => void this.#heard(word));
  }

  get now(): AccountState {
    return this.#state;
  }

  /** What a flow waits for; the page that runs it shows it. */
  get question(): Question | undefined {
    return this.#questions.now;
  }

  /** What proves the password to the server, once more. */
  async authKeyOf(password: string): Promise<string> {
    const { account } = this.#known();
    const { api, argon2 } = await this.#tools;
    const { address } = account;
    const kdf = await api.prelogin(address);
    return (await keysFromPassword({ password, address, kdf }, argon2)).authKey;
  }

  /** Whether this browser keeps the vault's key over a reload. */
  get lasting(): boolean {
    return this.#lasting;
  }

  /** Whether the person has the recovery kit; undefined until the vault has been asked. */
  get kitConfirmed(): boolean | undefined {
    return this.#kitConfirmed;
  }

  /** Finds out who is signed in, and opens the vault with the key that this browser kept. */
  async ask(): Promise<void> {
    try {
      await this.#ask(await this.#tools);
    } catch (error) {
      this.#set(stateAfter(error));
    }
  }

  async signIn(address: string, password: string): Promise<void> {
    await this.#enter(await signIn({ address, password }, await this.#tools));
  }

  /** Makes an account; returns the code of the recovery kit, which is shown once. */
  async register(applicant: Applicant): Promise<string> {
    const { kitCode, ...opened } = await register(applicant, await this.#tools);
    await this.#enter(opened);
    return kitCode;
  }

  async recover(forgotten: { address: string; kitCode: string; password: string }): Promise<void> {
    await this.#enter(await recover(forgotten, await this.#tools));
  }

  /** After a mailed link took a change back: another password, by the one of before it. */
  async recoverByLink(link: {
    address: string;
    former: string;
    link: string;
    password: string;
  }): Promise<void> {
    await this.#enter(await recoverByLink(link, await this.#tools));
  }

  async changePassword(present: string, next: string): Promise<void> {
    await changePassword({ present, next }, this.#opened(), await this.#tools);
  }

  /** Has a link mailed that proves the address. */
  async askVerification(): Promise<void> {
    await (await this.#tools).api.askVerification();
  }

  /** Has a link mailed to another address; nothing changes before it is used. */
  async askAddressChange(address: string, password: string): Promise<void> {
    const authKey = await this.authKeyOf(password);
    await (await this.#tools).api.askAddressChange({ address, authKey });
  }

  /** What a mailed link is for. */
  async lookAtLink(token: string): Promise<AddressLink> {
    return (await this.#tools).api.lookAtLink(token);
  }

  /** Gives the account the address that a link was mailed to. */
  async changeAddress(link: { address: string; token: string; password: string }): Promise<void> {
    const { account, vault } = this.#opened();
    await changeAddress(link, { account, vault }, await this.#tools);
    this.#set({
      state: 'open',
      account: { ...account, address: link.address, verified: true },
      vault,
    });
  }

  /** Uses a mailed link that needs no keys; what is known of the account is asked for again. */
  async useLink(does: 'verify' | 'undo', token: string): Promise<void> {
    await (await this.#tools).api.useLink(does, token);
    if (does === 'undo') await this.ended();
    else if (this.#state.state === 'open') await this.#readAgain();
  }

  /** [R81] What would go with the account. */
  async closurePreview(): Promise<ClosurePreview> {
    return (await this.#tools).api.closurePreview();
  }

  /** Has everything deleted after some days. */
  async close(password: string): Promise<void> {
    const authKey = await this.authKeyOf(password);
    await (await this.#tools).api.close(authKey);
    await this.#readAgain();
  }

  /** Thinks again: the account stays. */
  async keep(): Promise<void> {
    await (await this.#tools).api.keep();
    await this.#readAgain();
  }

  /** Makes another recovery kit; returns its code. */
  async renewKit(password: string): Promise<string> {
    const code = await renewKit(password, this.#opened(), await this.#tools);
    await this.#noteKit(false);
    return code;
  }

  confirmKit(): Promise<void> {
    return this.#noteKit(true);
  }

  async changeProfile(change: ProfileChange): Promise<void> {
    const { vault } = this.#opened();
    const account = await (await this.#tools).api.changeProfile(change);
    this.#set({ state: 'open', account, vault });
  }

  async changeCompany(company: CompanyChange): Promise<void> {
    const { account, vault } = this.#opened();
    await (await this.#tools).api.changeCompany(company);
    this.#set({ state: 'open', account: { ...account, company }, vault });
  }

  /** Wipes the key first: without an answer of the server at least the vault is closed here. */
  async signOut(): Promise<void> {
    const { api, storage } = await this.#tools;
    await storage.wipeKeys();
    this.#closeVault();
    const state = this.#state;
    if (state.state === 'open' || state.state === 'expired') {
      this.#set({ state: 'locked', account: state.account });
    }
    this.#tabs.say('signedOut');
    await api.signOut();
    this.#set({ state: 'signedOut', left: true });
  }

  /** The server said that nobody is signed in. */
  async ended(): Promise<void> {
    const state = this.#state;
    if (state.state === 'open') this.#set({ ...state, state: 'expired' });
    if (state.state === 'locked') this.#set({ state: 'signedOut', left: false });
    await (await this.#tools).storage.wipeKeys();
  }

  async #ask({ api, storage }: Tools): Promise<void> {
    const account = await api.whoIsHere();
    if (account === null) {
      await storage.wipeKeys();
      this.#set({ state: 'signedOut', left: false });
      return;
    }
    const vault = await openKept(account.accountId, { api, storage });
    if (vault === undefined) this.#set({ state: 'locked', account });
    else await this.#show({ account, vault });
  }

  async #enter(opened: OpenAccount): Promise<void> {
    await this.#show(opened);
    this.#tabs.say('signedIn');
  }

  async #show(opened: OpenAccount): Promise<void> {
    const settings = await opened.vault.get('settings', SELF);
    this.#lasting = (await this.#tools).storage.lasting;
    this.#closeVault();
    this.#kitConfirmed = settings?.kitConfirmed;
    this.#set({ state: 'open', ...opened });
  }

  async #noteKit(kitConfirmed: boolean): Promise<void> {
    const { vault } = this.#opened();
    await vault.update('settings', SELF, () => ({ format: 1, kitConfirmed }));
    this.#kitConfirmed = kitConfirmed;
  }

  async #readAgain(): Promise<void> {
    const { vault } = this.#opened();
    this.#set({ state: 'open', account: await (await this.#tools).api.account(), vault });
  }

  async #heard(word: 'signedIn' | 'signedOut'): Promise<void> {
    if (word === 'signedOut') {
      this.#closeVault();
      this.#set({ state: 'signedOut', left: true });
      return;
    }
    // Another tab has signed in: this one has its cookie, and the key lies ready.
    if (this.#state.state !== 'open') await this.ask();
  }

  #opened(): { account: Account; vault: Vault } {
    const state = this.#state;
    if (state.state === 'open') return state;
    throw new RefusedError('signedOut');
  }

  #known(): { account: Account } {
    const state = this.#state;
    if (state.state === 'open' || state.state === 'locked') return state;
    throw new RefusedError('signedOut');
  }

  #closeVault(): void {
    this.picture.kept.close();
    const state = this.#state;
    if (state.state === 'open' || state.state === 'expired') state.vault.close();
  }

  #set(state: AccountState): void {
    this.#state = state;
  }
}

/** What a failed look-up means. */
function stateAfter(error: unknown): AccountState {
  if (error instanceof VaultRefusal) return { state: 'refused', code: error.code };
  if (error instanceof RefusedError && error.code === 'signedOut')
    return { state: 'signedOut', left: false };
  return { state: 'unreachable' };
}
