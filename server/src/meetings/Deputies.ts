import { createHash } from 'node:crypto';
import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  HOST_LINK_DAYS,
  MAX_HOST_LINKS,
  type ExposedHostLink,
  type HostLinks,
  type OpenedHostLink,
  type OpenHostLink,
  type PutHostLink,
} from '@conclave/shared/wire/deputyApi';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { DeputyStore, FoundHostLinkRow, HostLinkRow } from '../store/DeputyStore.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';

const WAITS_MS = HOST_LINK_DAYS * 24 * 3_600_000;

export interface DeputiesOptions {
  readonly store: DeputyStore;
  readonly meetings: Pick<MeetingStore, 'find'>;
  readonly clock: Clock;
}

/**
 * [H-1] Host links: an organizer's browser leaves a meeting's keys here, sealed under a secret that stands in the
 * link only. The first account that accepts it is the deputy from then on, and nobody else gets them.
 */
export class Deputies {
  readonly #options: DeputiesOptions;

  constructor(options: DeputiesOptions) {
    this.#options = options;
  }

  /** The links to one's own meetings, each once. */
  async list(accountId: AccountId): Promise<HostLinks> {
    const rows = await this.#options.store.ofOwner(accountId);
    const links = rows.map(({ linkId, expiresAt, deputy: names }) => {
      const deputy = names === undefined ? null : fullName(names);
      return [linkId, { linkId, expiresAt, deputy }] as const;
    });
    return { links: [...new Map(links).values()] };
  }

  /** Keys of one's own meetings under a link; what is foreign does not exist (T15). */
  async put(accountId: AccountId, linkId: string, { keys, fresh }: PutHostLink): Promise<void> {
    const { store, meetings, clock } = this.#options;
    for (const { meetingId } of keys) {
      const meeting = await meetings.find(meetingId);
      if (meeting?.accountId !== accountId) throw new RefusedError('notFound');
    }
    await store.transaction(async (queries) => {
      const known = await store.ofLink(queries, linkId);
      if (known.some(({ ownerId }) => ownerId !== accountId)) throw new RefusedError('notFound');
      const [first] = known;
      // [H-2] What was used up, given up or taken back does not come back by a renewal.
      if (first === undefined && !fresh) return;
      const deputyId = deputyOf(known);
      const isNew = first === undefined || (fresh && deputyId === null);
      const expiresAt = isNew ? clock.now() + WAITS_MS : first.expiresAt;
      for (const { meetingId, sealedHost } of keys) {
        const row = { linkId, meetingId, deputyId, expiresAt };
        await this.#put(queries, { ...row, sealedHost: fromBase64Url(sealedHost) });
      }
    });
  }

  /** Keys for the deputy alone, and only once accepted. Throws `linkUnknown` for others, and for whoever comes too late. */
  async open(accountId: AccountId, { proof, accept }: OpenHostLink): Promise<OpenedHostLink> {
    const { store, clock } = this.#options;
    const linkId = linkOf(proof);
    return store.transaction(async (queries) => {
      const now = clock.now();
      const rows = await store.ofLink(queries, linkId);
      const deputyId = deputyOf(rows);
      if (deputyId === accountId) return opened(rows, rows);
      const waiting = rows.filter(
        ({ expiresAt, endsAt }) => expiresAt > now && (endsAt === null || endsAt > now),
      );
      if (deputyId !== null || waiting.length === 0) throw new RefusedError('linkUnknown');
      // Whoever tries the own link would use it up.
      if (waiting.some(({ ownerId }) => ownerId === accountId))
        throw new RefusedError('notAllowed');
      if (!accept) return opened(waiting, []);
      const accepted = new Set(await store.accept(queries, linkId, { deputyId: accountId, now }));
      const own = waiting.filter(({ meetingId }) => accepted.has(meetingId));
      if (own.length === 0) throw new RefusedError('linkUnknown');
      return opened(own, own);
    });
  }

  /** [L-3] The secret reached the server: nobody becomes deputy by it any more. Repeating it changes nothing. */
  async expose(accountId: AccountId, { proof }: ExposedHostLink): Promise<void> {
    await this.#options.store.dropExposed(linkOf(proof), accountId);
  }

  /** The organizer takes it back, or the deputy gives it up. Repeating it changes nothing. */
  async drop(accountId: AccountId, linkId: string): Promise<void> {
    await this.#options.store.drop(linkId, accountId);
  }

  async #put(queries: Queries, row: HostLinkRow): Promise<void> {
    const { store } = this.#options;
    const others = await store.others(queries, row.meetingId, row.linkId);
    if (others >= MAX_HOST_LINKS) throw new RefusedError('tooMany');
    await store.put(queries, row);
  }
}

const linkOf = (proof: string): string =>
  createHash('sha256').update(fromBase64Url(proof)).digest('base64url');

/** A link has one deputy for all its meetings. */
const deputyOf = (rows: readonly HostLinkRow[]): AccountId | null =>
  rows.find(({ deputyId }) => deputyId !== null)?.deputyId ?? null;

const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }): string =>
  `${firstName} ${lastName}`.trim();

function opened(
  rows: readonly FoundHostLinkRow[],
  given: readonly FoundHostLinkRow[],
): OpenedHostLink {
  const [first] = rows;
  return {
    organizer: first === undefined ? '' : fullName(first),
    meetings: rows.length,
    keys: given.map(({ meetingId, sealedHost }) => {
      return { meetingId, sealedHost: toBase64Url(sealedHost) };
    }),
  };
}
