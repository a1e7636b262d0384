import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Role } from '@conclave/shared/wire/accountApi';
import type { SignInList } from '@conclave/shared/wire/signInsApi';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import { shortAddress } from '../ops/shortAddress.ts';
import type { SignInRow, SignInStore } from '../store/SignInStore.ts';
import type { SecondFactorPolicy } from './secondFactor/SecondFactorPolicy.ts';
import { decodeDevice, encodeDevice, type SignInFrom } from './SignInFrom.ts';
import { newToken, tokenHash } from './tokens.ts';

const HOUR_MS = 3_600_000;
/** [T16] Unused for so long, or begun so long ago: over. */
export const IDLE_MS = 12 * HOUR_MS;
export const ABSOLUTE_MS = 30 * 24 * HOUR_MS;
/** A sign-in in use is noted at most this often; a smaller step writes more, a larger one shortens the 12 hours. */
const NOTE_MS = 60_000;

/** Who is signed in, as other parts of the server may know it. */
export interface Caller {
  readonly accountId: AccountId;
  readonly role: Role;
  /** Names this browser's sign-in without being able to use it. */
  readonly signInId: string;
  readonly startedAt: number;
  /** The company asks for a second factor and there is none: nothing but setting one up is served. */
  readonly mustEnrol: boolean;
}

/** Told when sign-ins have ended, so that what they opened can be closed. */
export type EndedListener = (ended: readonly string[]) => void;

interface StartOptions {
  /** The token that the browser holds already. */
  readonly presented?: string | undefined;
  readonly from?: SignInFrom;
  /** Throws if what was proven before counts no more. */
  readonly hold?: (queries: Queries) => Promise<void>;
}

interface Cookies {
  cookie(name: 'session'): string | undefined;
}

/**
 * Browsers in which somebody is signed in. The token lies in a cookie, its hash in the database; it
 * is asked for anew with every request, so that an ended one is dead at once.
 */
export class SignIns {
  readonly #store: SignInStore;
  readonly #clock: Clock;
  readonly #policy: SecondFactorPolicy;
  readonly #listeners = new Set<EndedListener>();

  constructor(parts: { store: SignInStore; clock: Clock; policy: SecondFactorPolicy }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#policy = parts.policy;
  }

  /** Who calls. Throws `signedOut` if nobody is signed in, `secondFactorRequired` before one is set up. */
  async requireAccount(call: Cookies): Promise<Caller> {
    const caller = await this.requireSignedIn(call);
    if (caller.mustEnrol) throw new RefusedError('secondFactorRequired');
    return caller;
  }

  /** Who calls, also when a second factor is still to be set up: for what sets it up, and nothing else. */
  async requireSignedIn(call: Cookies): Promise<Caller> {
    const caller = await this.ofToken(call.cookie('session'));
    if (caller === undefined) throw new RefusedError('signedOut');
    return caller;
  }

  /** Who calls, if it is the admin of a company; else `signedOut` or `notAllowed`. */
  async requireAdmin(call: Cookies): Promise<Caller> {
    const caller = await this.requireAccount(call);
    if (caller.role !== 'admin') throw new RefusedError('notAllowed');
    return caller;
  }

  /** Whose token this is, if it still lives. For sockets: resolve the cookie of the handshake. */
  async ofToken(token: string | undefined): Promise<Caller | undefined> {
    if (token === undefined) return undefined;
    const row = await this.#store.find(tokenHash(token));
    if (row === undefined) return undefined;
    const now = this.#clock.now();
    if (isOver(row, now)) {
      await this.#end(row.tokenHash);
      return undefined;
    }
    if (now - row.seenAt >= NOTE_MS) await this.#store.seen(row.tokenHash, now);
    const { accountId, role, startedAt, hasFactor } = row;
    const mustEnrol = !hasFactor && (await this.#policy.of(accountId)).secondFactor === 'required';
    return { accountId, role, signInId: row.tokenHash, startedAt, mustEnrol };
  }

  /** A fresh token; whatever the browser presented before is ended. */
  async start(
    accountId: AccountId,
    { presented, from = {}, hold }: StartOptions = {},
  ): Promise<string> {
    await this.end(presented);
    const now = this.#clock.now();
    await this.#store.deleteOld({ startedAt: now - ABSOLUTE_MS, seenAt: now - IDLE_MS });
    return this.#store.transaction(async (queries) => {
      await hold?.(queries);
      return this.startIn(queries, accountId, from);
    });
  }

  /** Within a transaction: `signedOut` if the caller's sign-in has ended, else it stays until its end. */
  async holdIn(queries: Queries, { signInId }: Pick<Caller, 'signInId'>): Promise<void> {
    if (!(await this.#store.hold(queries, signInId))) throw new RefusedError('signedOut');
  }

  /** Within a transaction, beside what it belongs to. */
  async startIn(queries: Queries, accountId: AccountId, from: SignInFrom = {}): Promise<string> {
    const token = newToken();
    const device = encodeDevice(from.device);
    const network = shortAddress(from.ip ?? '') ?? null;
    const row = { tokenHash: tokenHash(token), accountId, at: this.#clock.now(), device, network };
    await this.#store.insert(queries, row);
    return token;
  }

  /** All that live, as their owner sees them. */
  async list({ accountId, signInId }: Caller): Promise<SignInList> {
    const now = this.#clock.now();
    const rows = (await this.#store.ofAccount(accountId)).filter((row) => !isOver(row, now));
    const signIns = rows.map(({ tokenHash: id, device, network, startedAt, seenAt }) => {
      const here = id === signInId;
      return { id, device: decodeDevice(device), network, startedAt, seenAt, here };
    });
    return { signIns };
  }

  /** [T16] Ends another one of the caller's own; `notFound` if it is none. */
  async endOne({ accountId }: Caller, id: string): Promise<void> {
    if (!(await this.#store.delete(id, accountId))) throw new RefusedError('notFound');
    this.announce([id]);
  }

  /** [T16] Ends all of the caller's own but this one. */
  async endOthers({ accountId, signInId }: Caller): Promise<void> {
    this.announce(await this.#store.deleteAllOf(this.#store.query, accountId, signInId));
  }

  /** Ends every sign-in of an account; call `announce` with the result once that is committed. */
  endAllIn(queries: Queries, accountId: AccountId): Promise<string[]> {
    return this.#store.deleteAllOf(queries, accountId);
  }

  /** Tells listeners that sign-ins have ended. */
  announce(ended: readonly string[]): void {
    if (ended.length === 0) return;
    for (const listener of this.#listeners) listener(ended);
  }

  async end(token: string | undefined): Promise<void> {
    if (token !== undefined) await this.#end(tokenHash(token));
  }

  /** Calls back with the ids of sign-ins that end, until the returned function is called. */
  onEnded(listener: EndedListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async #end(id: string): Promise<void> {
    if (await this.#store.delete(id)) this.announce([id]);
  }
}

function isOver(
  { startedAt, seenAt }: Pick<SignInRow, 'startedAt' | 'seenAt'>,
  now: number,
): boolean {
  return now - startedAt >= ABSOLUTE_MS || now - seenAt >= IDLE_MS;
}
