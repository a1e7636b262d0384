import type { AccountId } from '@conclave/shared/ids';
import type { DeliveryState, RecipientId, SendId } from '@conclave/shared/wire/mailApi';
import type { Database, Queries } from './Database.ts';
import { mailedSince } from './mailDay.ts';

/** A mailing as it begins or goes on. */
export interface SendStart {
  readonly sendId: SendId;
  readonly accountId: AccountId;
  readonly recipients: readonly RecipientId[];
  readonly now: number;
  readonly busyUntil: number;
  /** Most recipients of one account since `since`. */
  readonly limit: number;
  readonly since: number;
}

/** How a mailing begins: with those who are due, or not, and why. */
export type Begun =
  | { readonly begins: true; readonly due: readonly RecipientId[] }
  | { readonly begins: false; readonly because: 'busy' | 'limit' | 'foreign' };

export interface Delivery {
  readonly id: RecipientId;
  readonly state: DeliveryState;
}

/** Mailings by number and outcome, and who wants no mails. Nothing in here names anybody. */
export class MailStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** [M-5] Takes a mailing up, for the first time or again: never twice at a time. */
  begin(start: SendStart): Promise<Begun> {
    return this.#database.transaction(async (queries) => {
      // Taken by an update: two requests at once cannot both find it free.
      const taken = await queries
        .updateTable('mail_send')
        .set({ busy_until: start.busyUntil })
        .where('id', '=', start.sendId)
        .where('account_id', '=', start.accountId)
        .where('busy_until', '<=', start.now)
        .returning('id')
        .execute();
      if (taken.length === 1) return goOn(queries, start);
      // Two servers at once would both find room in the day, or none of this mailing.
      if (this.#database.dialect === 'postgres') {
        const account = queries.selectFrom('account').select('id');
        await account.where('id', '=', start.accountId).forUpdate().execute();
      }
      const known = await queries
        .selectFrom('mail_send')
        .select('account_id')
        .where('id', '=', start.sendId)
        .executeTakeFirst();
      if (known !== undefined) {
        return {
          begins: false,
          because: known.account_id === start.accountId ? 'busy' : 'foreign',
        };
      }
      return insert(queries, start);
    });
  }

  /** [M-5, M-10] Notes that this person is tried now; false if that must not be. */
  mayTry(
    { sendId, id }: { sendId: SendId; id: RecipientId },
    { stopHash, busyUntil }: { stopHash: string; busyUntil: number },
  ): Promise<boolean> {
    return this.#database.transaction(async (queries) => {
      const stopped = await queries
        .selectFrom('mail_stop')
        .select('stopped_at')
        .where('address_hash', '=', stopHash)
        .executeTakeFirst();
      const changed = await queries
        .updateTable('mail_delivery')
        .set({ state: stopped === undefined ? 'trying' : 'stopped' })
        .where('send_id', '=', sendId)
        .where('recipient_id', '=', id)
        .where('state', 'in', ['waiting', 'failed'])
        .returning('recipient_id')
        .execute();
      await queries
        .updateTable('mail_send')
        .set({ busy_until: busyUntil })
        .where('id', '=', sendId)
        .execute();
      return stopped === undefined && changed.length === 1;
    });
  }

  /** What became of somebody who was tried. */
  async settle(sendId: SendId, { id, state }: Delivery): Promise<void> {
    await this.#database.query
      .updateTable('mail_delivery')
      .set({ state })
      .where('send_id', '=', sendId)
      .where('recipient_id', '=', id)
      .where('state', '=', 'trying')
      .execute();
  }

  /** Nobody works on it any more. */
  async finish(sendId: SendId): Promise<void> {
    await this.#database.query
      .updateTable('mail_send')
      .set({ busy_until: 0 })
      .where('id', '=', sendId)
      .execute();
  }

  /** [M-6] What is known of a mailing; undefined if it is not this account's. */
  async report(
    { sendId, accountId }: { sendId: SendId; accountId: AccountId },
    now: number,
  ): Promise<{ running: boolean; deliveries: Delivery[] } | undefined> {
    const { query } = this.#database;
    const send = await query
      .selectFrom('mail_send')
      .select('busy_until')
      .where('id', '=', sendId)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (send === undefined) return undefined;
    const rows = await deliveries(query, sendId);
    const running = send.busy_until > now;
    return {
      running,
      deliveries: rows.map(({ id, state }) => ({ id, state: seenState(state, running) })),
    };
  }

  /** [R65] */
  async stop(addressHash: string, at: number): Promise<void> {
    await this.#database.query
      .insertInto('mail_stop')
      .values({ address_hash: addressHash, stopped_at: at })
      .onConflict((conflict) => conflict.column('address_hash').doNothing())
      .execute();
  }

  async unstop(addressHash: string): Promise<void> {
    await this.#database.query
      .deleteFrom('mail_stop')
      .where('address_hash', '=', addressHash)
      .execute();
  }

  /** Forgets what is too old. */
  async forget(before: { begunAt: number; stoppedAt: number }): Promise<void> {
    const { query } = this.#database;
    await query.deleteFrom('mail_send').where('begun_at', '<=', before.begunAt).execute();
    await query.deleteFrom('mail_stop').where('stopped_at', '<=', before.stoppedAt).execute();
  }
}

async function insert(queries: Queries, start: SendStart): Promise<Begun> {
  const { sendId, accountId, recipients } = start;
  if ((await mailedSince(queries, start)) + recipients.length > start.limit)
    return { begins: false, because: 'limit' };
  await queries
    .insertInto('mail_send')
    .values({
      id: sendId,
      account_id: accountId,
      recipients: recipients.length,
      begun_at: start.now,
      busy_until: start.busyUntil,
    })
    .execute();
  await queries
    .insertInto('mail_delivery')
    .values(recipients.map((id) => ({ send_id: sendId, recipient_id: id, state: 'waiting' })))
    .execute();
  return { begins: true, due: recipients };
}

/** [M-5] Whoever was being tried when it broke off may have the mail: not tried again. */
async function goOn(queries: Queries, { sendId, recipients }: SendStart): Promise<Begun> {
  await queries
    .updateTable('mail_delivery')
    .set({ state: 'unknown' })
    .where('send_id', '=', sendId)
    .where('state', '=', 'trying')
    .execute();
  const rows = await deliveries(queries, sendId);
  const known = new Set(rows.map(({ id }) => id));
  if (known.size !== recipients.length || !recipients.every((id) => known.has(id))) {
    await queries
      .updateTable('mail_send')
      .set({ busy_until: 0 })
      .where('id', '=', sendId)
      .execute();
    return { begins: false, because: 'foreign' };
  }
  const due = rows.filter(({ state }) => state === 'waiting' || state === 'failed');
  return { begins: true, due: due.map(({ id }) => id) };
}

function deliveries(queries: Queries, sendId: SendId) {
  return queries
    .selectFrom('mail_delivery')
    .select(['recipient_id as id', 'state'])
    .where('send_id', '=', sendId)
    .orderBy('recipient_id')
    .execute();
}

/** A state as its sender sees it: what broke off is neither waiting nor under way any more. */
export function seenState(state: DeliveryState | 'trying', running: boolean): DeliveryState {
  if (state === 'trying') return running ? 'waiting' : 'unknown';
  if (state === 'waiting') return running ? 'waiting' : 'failed';
  return state;
}
