import { createHash } from 'node:crypto';
import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  HOST_LINK_DAYS,
  MAX_HOST_LINKS,
  type HostLinks,
  type OpenedHostLink,
  type OpenHostLink,
  type PutHostLink,
} from '@conclave/shared/wire/deputyApi';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { DeputyStore, HostLinkRow } from '../store/DeputyStore.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';

const WAITS_MS = HOST_LINK_DAYS * 24 * 3_600_000;

export interface DeputiesOptions {
  readonly store: DeputyStore;
  readonly meetings: Pick<MeetingStore, 'find'>;
  readonly clock: Clock;
}

/**
 * [H-1] Host links: an organizer's browser leaves a meeting's keys here, sealed under a secret that stands in the
 * link only. The first account that opens it is the deputy from then on, and nobody else gets them.
 */
export class Deputies {
  readonly #options: DeputiesOptions;

  constructor(options: DeputiesOptions) {
    this.#options = options;
  }

  /** The links to one's own meetings, each once. */
  async list(accountId: AccountId): Promise<HostLinks> {
    const rows = await this.#options.store.ofOwner(accountId);
    const links = rows.map(({ linkId, expiresAt, first, last }) => {
      const deputy = first === null ? null : `${first} ${last ?? ''}`.trim();
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
      const expiresAt = fresh || first === undefined ? clock.now() + WAITS_MS : first.expiresAt;
      const deputyId = first?.deputyId ?? null;
      for (const { meetingId, sealedHost } of keys) {
        const row = { linkId, meetingId, deputyId, expiresAt };
        await this.#put(queries, { ...row, sealedHost: fromBase64Url(sealedHost) });
      }
    });
  }

  /** Throws `linkUnknown` for whoever is not the deputy, or comes too late. */
  async open(accountId: AccountId, { proof, accept }: OpenHostLink): Promise<OpenedHostLink> {
    const { store, clock } = this.#options;
    const linkId = createHash('sha256').update(fromBase64Url(proof)).digest('base64url');
    return store.transaction(async (queries) => {
      const rows = await store.ofLink(queries, linkId);
      const open = rows.filter(({ deputyId, expiresAt }) =>
        deputyId === null ? expiresAt > clock.now() : deputyId === accountId,
      );
      if (open.length === 0) throw new RefusedError('linkUnknown');
      // Whoever tries the own link would use it up.
      if (open.some(({ deputyId, ownerId }) => deputyId === null && ownerId === accountId)) {
        throw new RefusedError('notAllowed');
      }
      if (accept) await store.accept(queries, linkId, accountId);
      return {
        keys: open.map(({ meetingId, sealedHost }) => {
          return { meetingId, sealedHost: toBase64Url(sealedHost) };
        }),
      };
    });
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
