import { createHash } from 'node:crypto';
import { equalBytes, fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  CreateMeeting,
  LinkRegistration,
  MeetingList,
  RecordList,
  ReplaceLinks,
} from '@conclave/shared/wire/meetingApi';
import type { DeletionReceipt, MeetingInventory } from '@conclave/shared/wire/deletionApi';
import type * as v from 'valibot';
import type { Clock } from '../ops/Clock.ts';
import type { MeetingDeletion } from './MeetingDeletion.ts';
import type { LinkRow, MeetingRow, MeetingStore } from '../store/MeetingStore.ts';

/** Meetings of one account. A day of scheduling makes tens; more is somebody filling the disk. */
const MAX_MEETINGS = 5_000;

/** What the live side of meetings is told and asked. */
export interface LiveMeetings {
  liveAmong(ids: readonly MeetingId[]): Promise<ReadonlySet<MeetingId>>;
  linksReplaced(id: MeetingId): void;
}

/** The rules of the company that somebody is in. */
export interface MeetingRules {
  /** Throws `lapsed` or `policyForbids` if the account may not hold such a meeting. */
  requireMayHold(accountId: AccountId, meeting: { readonly open: boolean }): Promise<void>;
}

export interface MeetingsOptions {
  readonly store: MeetingStore;
  readonly clock: Clock;
  readonly live: LiveMeetings;
  readonly deletion: MeetingDeletion;
  readonly rules: MeetingRules;
}

/** An organizer's meetings. Whatever is not the caller's own does not exist for the caller (T15). */
export class Meetings {
  readonly #store: MeetingStore;
  readonly #clock: Clock;
  readonly #live: LiveMeetings;
  readonly #deletion: MeetingDeletion;
  readonly #rules: MeetingRules;

  constructor({ store, clock, live, deletion, rules }: MeetingsOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#live = live;
    this.#deletion = deletion;
    this.#rules = rules;
  }

  /** Repeating it changes nothing. `notAllowed` if the id is not that of the host key. */
  async create(accountId: AccountId, request: CreateMeeting): Promise<void> {
    const hostKey = fromBase64Url(request.hostKey);
    if (idOf(hostKey) !== request.meetingId) throw new RefusedError('notAllowed');
    checkLinks(request.links);
    const known = await this.#store.find(request.meetingId);
    if (known !== undefined) {
      if (known.accountId !== accountId) throw new RefusedError('notFound');
      return;
    }
    await this.#rules.requireMayHold(accountId, request);
    if ((await this.#store.ofAccount(accountId)).length >= MAX_MEETINGS) {
      throw new RefusedError('tooMany');
    }
    const { meetingId: id, open, record, asksConsent } = request;
    const row = { id, accountId, hostKey, open, createdAt: this.#clock.now() };
    const sealedOpenKeys = request.openKeys === null ? null : fromBase64Url(request.openKeys);
    const first = { number: record.number, record: fromBase64Url(record.record) };
    await this.#store.transaction((queries) =>
      this.#store.create(
        queries,
        { ...row, sealedOpenKeys },
        { links: request.links.map((link) => linkRow(link)), record: first, asksConsent },
      ),
    );
  }

  async list(accountId: AccountId): Promise<MeetingList> {
    const rows = await this.#store.ofAccount(accountId);
    const live = await this.#live.liveAmong(rows.map(({ id }) => id));
    const meetings = rows.map(({ id, createdAt, endedAt }) => {
      return { meetingId: id, createdAt, endedAt, live: live.has(id) };
    });
    return { meetings };
  }

  async replaceLinks(accountId: AccountId, id: MeetingId, request: ReplaceLinks): Promise<void> {
    checkLinks(request.links);
    await this.own(accountId, id);
    await this.#rules.requireMayHold(accountId, request);
    const sealedOpenKeys = request.openKeys === null ? null : fromBase64Url(request.openKeys);
    const links = request.links.map((link) => linkRow(link));
    const { open, asksConsent } = request;
    const write = { open, sealedOpenKeys, links, asksConsent };
    await this.#store.transaction((queries) => this.#store.replaceLinks(queries, id, write));
    this.#live.linksReplaced(id);
  }

  async records(accountId: AccountId, id: MeetingId): Promise<RecordList> {
    await this.own(accountId, id);
    const rows = await this.#store.records(id);
    const records = rows.map(({ number, record }) => ({ number, record: toBase64Url(record) }));
    return { records };
  }

  /** What a deletion takes along, by numbers. */
  async inventory(accountId: AccountId, id: MeetingId): Promise<MeetingInventory> {
    await this.own(accountId, id);
    return this.#deletion.inventory(id);
  }

  /** For good and for everybody, whatever the company's standing. */
  async delete(accountId: AccountId, id: MeetingId): Promise<DeletionReceipt> {
    await this.own(accountId, id);
    return this.#deletion.delete(id);
  }

  /** The caller's own; refuses others. */
  async own(accountId: AccountId, id: MeetingId): Promise<MeetingRow> {
    const meeting = await this.#store.find(id);
    if (meeting?.accountId !== accountId) throw new RefusedError('notFound');
    return meeting;
  }
}

/** First 128 bits of SHA-256 of the host key (protocol.md, M-1). */
function idOf(hostKey: Uint8Array): string {
  return toBase64Url(createHash('sha256').update(hostKey).digest().subarray(0, 16));
}

/** One link of a kind, each with a proof of its own. */
function checkLinks(links: readonly v.InferOutput<typeof LinkRegistration>[]): void {
  const kinds = new Set(links.map(({ kind }) => kind));
  const [first, second] = links.map(({ proofHash }) => fromBase64Url(proofHash));
  const same = first !== undefined && second !== undefined && equalBytes(first, second);
  if (kinds.size !== links.length || same) throw new RefusedError('malformed');
}

function linkRow(link: v.InferOutput<typeof LinkRegistration>): LinkRow {
  const { kind, version, proofHash, sealedCard } = link;
  const bytes = { proofHash: fromBase64Url(proofHash), sealedCard: fromBase64Url(sealedCard) };
  return { kind, version, ...bytes };
}
