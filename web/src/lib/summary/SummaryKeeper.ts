import type { ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import type { RoomEvent, RoomView } from '../e2ee/session/RoomView.ts';
import type { SummaryLevel } from '../e2ee/objects/summaryLevel.ts';
import type { SealedSummaryKeys, SummaryTarget } from '../e2ee/session/SummaryAgent.ts';
import { UnreachableError } from '../vault/HttpApi.ts';
import type { SummaryApi } from './SummaryApi.ts';
import { wantedIn } from './wantedSummaries.ts';

/** Until what failed is tried again. */
const AGAIN_MS = 5_000;

export interface SummaryKeeperOptions {
  readonly api: Pick<SummaryApi, 'list' | 'addBoxes' | 'drop'>;
  readonly roster: () => Pick<SharedDocument, 'doc' | 'authorOf' | 'saveState'>;
  readonly sealKeys: (targets: readonly SummaryTarget[]) => Promise<SealedSummaryKeys>;
  /** Asked for before each request: a new connection is no member's before it has resumed. */
  readonly settled: () => Promise<void>;
  /** What the organizer chose: at `none` nothing is sealed for anybody, whatever somebody prepared. */
  readonly level: () => SummaryLevel;
  readonly after: (ms: number, run: () => void) => () => void;
}

/**
 * [S-5] Keeps summaries able to open what is written under newer records: those of everybody for who leads,
 * else one's own. Whoever was removed gets no new key, and their summary is revoked by who removed them.
 */
export class SummaryKeeper {
  readonly #options: SummaryKeeperOptions;
  #leads = false;
  #self: ParticipantId | undefined;
  /** Of which all that is wanted has boxes. */
  #tended = 0;
  #tending: Promise<void> | undefined;
  #stopWaiting: (() => void) | undefined;
  #closed = false;
  /** [S-9] Who was removed while this page was here. */
  readonly #removed = new Set<ParticipantId>();
  /** Removed by us, and their summaries not revoked yet. */
  readonly #toRevoke = new Set<ParticipantId>();

  constructor(options: SummaryKeeperOptions) {
    this.#options = options;
  }

  see({ phase, self }: RoomView): void {
    if (phase.kind !== 'inside' || self === null) return;
    const leads = self.role !== 'guest';
    if (leads && !this.#leads) this.#tended = 0;
    this.#leads = leads;
    this.#self = self.participantId;
    this.tend();
  }

  hear(event: RoomEvent): void {
    if (event.kind !== 'kicked') return;
    for (const participantId of event.participantIds) this.#removed.add(participantId);
    if (event.by !== this.#self) return;
    for (const participantId of event.participantIds) this.#toRevoke.add(participantId);
    this.tend();
  }

  /** One's own has just been prepared, perhaps under a record that is not the newest any more. */
  tendAgain(): void {
    this.#tended = 0;
    this.tend();
  }

  /** Looks whether the record is newer than what was sealed; again and again harmless. */
  tend(): void {
    if (this.#closed || this.#tending !== undefined || this.#options.level() === 'none') return;
    this.#stopWaiting?.();
    this.#tending = this.#tend()
      .catch((error: unknown) => {
        reportUnexpected(error);
        if (!this.#closed) this.#stopWaiting = this.#options.after(AGAIN_MS, () => this.tend());
      })
      .finally(() => (this.#tending = undefined));
  }

  close(): void {
    this.#closed = true;
    this.#stopWaiting?.();
  }

  async #tend(): Promise<void> {
    await this.#revoke();
    await this.#sealNewer();
    await this.#revoke();
  }

  async #sealNewer(): Promise<void> {
    const { api, roster, sealKeys, settled } = this.#options;
    const room = await sealKeys([]);
    const { recordNumber } = room;
    if (recordNumber <= this.#tended) return;
    if (roster().saveState.kind === 'opening') throw new RefusedError('notNow');
    const wanted = wantedIn(roster(), room);
    const own = this.#self !== undefined && wanted.has(this.#self);
    if (!this.#leads && !own) {
      this.#tended = recordNumber;
      return;
    }
    await settled();
    const listed = await api.list();
    const missing = listed.filter(
      (one) => one.recordNumber < recordNumber && one.state === 'armed' && !one.earlier,
    );
    const targets = missing.flatMap(({ participantId, summaryId }) => {
      // [S-9] Whatever the server goes on listing.
      if (this.#removed.has(participantId)) return [];
      const target = wanted.get(participantId);
      return target?.summaryId === summaryId ? [target] : [];
    });
    const sealed = await sealKeys(targets);
    if (sealed.boxes.length > 0) await api.addBoxes(sealed);
    this.#tended = recordNumber;
  }

  /** Also those of earlier sessions: who is removed keeps no link to this meeting. */
  async #revoke(): Promise<void> {
    const { api, settled } = this.#options;
    const removed = [...this.#toRevoke];
    if (removed.length === 0) return;
    await settled();
    for (const { participantId, summaryId, state } of await api.list()) {
      if (state !== 'revoked' && removed.includes(participantId)) await api.drop(summaryId);
    }
    for (const participantId of removed) this.#toRevoke.delete(participantId);
  }
}

/** Without an answer there is nothing to report: it is tried again. */
function reportUnexpected(error: unknown): void {
  if (error instanceof RefusedError || error instanceof UnreachableError) return;
  reportError(error);
}
