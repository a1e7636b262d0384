import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  AddressChange,
  AddressLink,
  AskAddressChange,
} from '@conclave/shared/wire/addressApi';
import type { Clock } from '../ops/Clock.ts';
import type { AccountStore } from '../store/AccountStore.ts';
import type { AddressStore, AddressTokenRow } from '../store/AddressStore.ts';
import type { Queries } from '../store/Database.ts';
import { isUniqueViolation } from '../store/StoreError.ts';
import type { AccountMails } from './AccountMails.ts';
import type { Credentials } from './Credentials.ts';
import type { SignInFrom } from './SignInFrom.ts';
import type { SignIns } from './SignIns.ts';
import { newToken, tokenHash } from './tokens.ts';
import { ADDRESS_LINK_MS, type UndoLink, type UndoPoints } from './UndoPoints.ts';

export interface AddressesParts {
  readonly store: AddressStore;
  readonly accounts: AccountStore;
  readonly credentials: Credentials;
  readonly signIns: SignIns;
  readonly undoPoints: UndoPoints;
  readonly mails: AccountMails;
  readonly clock: Clock;
}

/**
 * Proves by mail that addresses belong to whoever says so. An account whose address was not proven
 * holds meetings, and sends no mails to others: its address would stand in them as the sender's.
 */
export class Addresses {
  readonly #parts: AddressesParts;

  constructor(parts: AddressesParts) {
    this.#parts = parts;
  }

  /** Mails a link that proves the present address; nothing happens where it is proven. */
  async askVerification(accountId: AccountId): Promise<void> {
    const account = await this.#parts.accounts.byId(accountId);
    if (account?.addressVerifiedAt !== null) return;
    await this.#mailLink({ accountId, address: account.address, does: 'verify' });
  }

  /**
   * Mails a link to another address. [T18] Whether that one has an account is told to its mailbox
   * alone: the caller hears the same.
   */
  async askChange(
    accountId: AccountId,
    { address, authKey }: AskAddressChange,
    ip: string,
  ): Promise<void> {
    const { store, credentials, mails, clock } = this.#parts;
    await credentials.provePassword(accountId, authKey, ip);
    const taken = await store.transaction((queries) =>
      store.isTaken(queries, { address, accountId }, clock.now()),
    );
    if (taken) await mails.addressTaken(accountId, address);
    else await this.#mailLink({ accountId, address, does: 'change' });
  }

  /**
   * [V-21] Whoever had an address may have it back: until then it is taken. To be asked once the account has it: a change
   * that gives it up at the same time is then either over, and seen, or still holds it.
   */
  async requireFree(
    queries: Queries,
    wish: { address: string; accountId: AccountId },
  ): Promise<void> {
    const { store, clock } = this.#parts;
    if (await store.isReserved(queries, wish, clock.now())) throw new RefusedError('addressTaken');
  }

  /** What a mailed link is for; `notFound` once it was used or is too old. */
  async look(token: string): Promise<AddressLink> {
    const { store, accounts, clock } = this.#parts;
    const row = await store.find(tokenHash(token), clock.now());
    if (row === undefined) throw new RefusedError('notFound');
    const { does, address, accountId } = row;
    const isOwn = does === 'undo' && (await accounts.byId(accountId))?.address === address;
    return { does: isOwn ? 'restore' : does, address };
  }

  /** By whoever has the mailbox, signed in or not. */
  async verify(token: string): Promise<void> {
    const { store, clock } = this.#parts;
    await store.transaction(async (queries) => {
      const row = await this.#take(queries, token, 'verify');
      if (!(await store.verify(queries, row, clock.now()))) throw new RefusedError('notFound');
    });
  }

  /** [T16] All sign-ins end, this one too; returns the token of a new one. The former address is told. */
  async change(
    accountId: AccountId,
    input: AddressChange,
    from: SignInFrom & { ip: string },
  ): Promise<string> {
    const { store, credentials, signIns, undoPoints, mails, clock } = this.#parts;
    const proven = await credentials.provePassword(accountId, input.authKey, from.ip);
    const replace = await credentials.replacement(accountId, input.password, input.vault);
    const work = async (queries: Queries): Promise<Changed> => {
      await undoPoints.hold(queries, accountId);
      const { address, ...row } = await this.#take(queries, input.token, 'change');
      if (row.accountId !== accountId) throw new RefusedError('notFound');
      await credentials.hold(queries, proven);
      const undo = await undoPoints.put(queries, accountId);
      await replace(queries);
      await store.setAddress(queries, { accountId, address }, clock.now());
      await this.requireFree(queries, { accountId, address });
      const ended = await signIns.endAllIn(queries, accountId);
      return { token: await signIns.startIn(queries, accountId, from), ended, undo };
    };
    const { token, ended, undo } = await store.transaction(work).catch(refuseTaken);
    signIns.announce(ended);
    await mails.addressChanged(accountId, undo);
    return token;
  }

  /**
   * The address that a link was mailed to takes back what was changed since: address, kit and second factors are what
   * they were, and no closing that began meanwhile stays. Whoever changed them knew the password, so that it counts no
   * more by itself; the owner sets another with the kit, or with the former password and this link.
   */
  async undo(token: string): Promise<void> {
    const { store, credentials, signIns, undoPoints, mails, clock } = this.#parts;
    const authHash = await credentials.hashOfNothing();
    const link = await store.find(tokenHash(token), clock.now());
    if (link?.does !== 'undo') throw new RefusedError('notFound');
    const { accountId, address, given, ended } = await store.transaction(async (queries) => {
      // First, so that whoever is changing something at this moment is done, or will find that it may not.
      const { address: given } = await store.hold(queries, link.accountId);
      const kept = await undoPoints.kept(queries, token);
      const { accountId, address, expiresAt } = await this.#take(queries, token, 'undo');
      await store.lockPassword(queries, { accountId, authHash });
      const ended = await signIns.endAllIn(queries, accountId);
      await undoPoints.restore(queries, { token, accountId, expiresAt }, kept);
      await store.dropSince(queries, { accountId, expiresAt });
      await store.setAddress(queries, { accountId, address }, clock.now());
      return { accountId, address, given, ended };
    });
    signIns.announce(ended);
    if (given !== address) await mails.addressUndone(accountId, given);
  }

  async #take(
    queries: Queries,
    token: string,
    does: AddressTokenRow['does'],
  ): Promise<AddressTokenRow> {
    const { store, clock } = this.#parts;
    const row = await store.take(queries, { tokenHash: tokenHash(token), now: clock.now() });
    // Refused within the transaction: a link that was meant for something else still works.
    if (row?.does !== does) throw new RefusedError('notFound');
    return row;
  }

  async #mailLink(link: LinkTo): Promise<void> {
    const { store, mails, clock } = this.#parts;
    const token = newToken();
    const row = this.#row(link, token);
    await store.dropOld(clock.now());
    await store.transaction((queries) => store.put(queries, row));
    await mails.verify(link.accountId, { to: link.address, token, until: row.expiresAt });
  }

  #row(link: LinkTo, token: string): AddressTokenRow {
    const expiresAt = this.#parts.clock.now() + ADDRESS_LINK_MS;
    return { ...link, tokenHash: tokenHash(token), expiresAt };
  }
}

type LinkTo = Omit<AddressTokenRow, 'tokenHash' | 'expiresAt'>;

interface Changed {
  readonly token: string;
  readonly ended: string[];
  readonly undo: UndoLink;
}

function refuseTaken(error: unknown): never {
  if (isUniqueViolation(error)) throw new RefusedError('addressTaken', { cause: error });
  throw error;
}
