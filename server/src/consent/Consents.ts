import { createHash } from 'node:crypto';
import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId, type AccountId, type MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  ConsentList,
  ConsentStep,
  ConsentTaken,
  HandInConsent,
} from '@conclave/shared/wire/consentApi';
import {
  CHAIN_BEGIN,
  chainBytes,
  handInBytes,
  type ChainStep,
} from '@conclave/shared/wire/signed/consent';
import * as v from 'valibot';
import type { Clock } from '../ops/Clock.ts';
import { isSigned, keyId } from '../room/ed25519.ts';
import type { ConsentRow, ConsentStore, StepRow } from '../store/ConsentStore.ts';
import type { Queries } from '../store/Database.ts';

/** Of one meeting: everybody who ever came may change their mind some times. */
const MAX_CONSENTS = 5_000;
/** [G-14] Of one participant. Higher lets one of them use up what all others need. */
const MAX_OWN = 50;
/** [G-14] More of them is for taking back: whoever gave the last answer that counts may still say no. */
const MAX_OWN_WITH_TAKEN_BACK = 2 * MAX_OWN;
const MINUTE_MS = 60_000;

export interface ConsentsOptions {
  readonly store: ConsentStore;
  readonly clock: Clock;
  /** [G-7] Tells the organizer by mail. It must not hold up whoever consents. */
  readonly witness: (accountId: AccountId, step: ConsentStep) => void;
  /** [G-9] Somebody may produce no longer. */
  readonly stopped: (meetingId: MeetingId, participantId: ParticipantId) => void;
}

/** Takes sealed consent records and chains their commitments (consent.md). */
export class Consents {
  readonly #store: ConsentStore;
  readonly #options: ConsentsOptions;

  constructor(options: ConsentsOptions) {
    this.#store = options.store;
    this.#options = options;
  }

  /** [G-5, G-6, G-14] Repeating it gives the step it has. Throws `notAllowed`, `notNow`, `quotaExceeded`. */
  async handIn(
    meeting: { id: MeetingId; accountId: AccountId },
    request: HandInConsent,
  ): Promise<ConsentTaken> {
    const sealedRecord = fromBase64Url(request.sealedRecord);
    const commitment = fromBase64Url(request.commitment);
    const { mayProduce } = request;
    const key = fromBase64Url(request.participantKey);
    const bytes = handInBytes(meeting.id, { commitment, mayProduce });
    const signature = fromBase64Url(request.signature);
    if (!isSigned(key, { bytes, signature })) throw new RefusedError('notAllowed');
    const participantId = v.parse(ParticipantId, keyId(key));
    const { accountId } = meeting;
    const { step, before, fresh } = await this.#store.appending(accountId, async (queries) => {
      const known = await this.#known(queries, accountId, commitment);
      if (known !== undefined) return { ...known, fresh: false };
      const consent = { meetingId: meeting.id, participantId, mayProduce, sealedRecord };
      await this.#checkTaken(queries, consent);
      const next = await this.#next(queries, accountId, commitment);
      const { position } = next.step;
      const row = { ...consent, position };
      await this.#store.append(queries, accountId, { step: next.step, consent: row });
      return { ...next, fresh: true };
    });
    if (fresh) {
      this.#options.witness(accountId, shown(step));
      if (!mayProduce) this.#options.stopped(meeting.id, participantId);
    }
    return { ...shown(step), headBefore: toBase64Url(before) };
  }

  /** For the organizer. */
  async list(meeting: { id: MeetingId; accountId: AccountId }): Promise<ConsentList> {
    const rows = await this.#store.ofMeeting(meeting.id);
    const first = rows[0]?.position;
    if (first === undefined)
      return { headBefore: toBase64Url(CHAIN_BEGIN), steps: [], consents: [] };
    const [begin, ...rest] = await this.#store.steps(meeting.accountId, Math.max(1, first - 1));
    const steps = first === 1 && begin !== undefined ? [begin, ...rest] : rest;
    const headBefore = first === 1 ? CHAIN_BEGIN : (begin?.head ?? CHAIN_BEGIN);
    const consents = rows.map(({ position, participantId, mayProduce, sealedRecord }) => ({
      position,
      participantId,
      mayProduce,
      sealedRecord: toBase64Url(sealedRecord),
    }));
    return { headBefore: toBase64Url(headBefore), steps: steps.map(shown), consents };
  }

  /** [G-14] Taking back is a right: neither others who answer nor a meeting that asks no longer stand in its way. */
  async #checkTaken(
    queries: Queries,
    { meetingId, participantId, mayProduce }: Omit<ConsentRow, 'position'>,
  ): Promise<void> {
    const own = await this.#store.own(queries, meetingId, participantId);
    if (!mayProduce && own.count > 0) {
      if (!own.mayProduce && own.count >= MAX_OWN_WITH_TAKEN_BACK) throw full();
      return;
    }
    if (!(await this.#store.asks(meetingId, queries))) throw new RefusedError('notNow');
    if (own.count >= MAX_OWN) throw full();
    if ((await this.#store.count(queries, meetingId)) >= MAX_CONSENTS) throw full();
  }

  async #known(
    queries: Queries,
    accountId: AccountId,
    commitment: Uint8Array,
  ): Promise<{ step: StepRow; before: Uint8Array } | undefined> {
    const step = await this.#store.stepOf(queries, accountId, commitment);
    if (step === undefined) return undefined;
    const before = await this.#store.at(queries, accountId, step.position - 1);
    return { step, before: before?.head ?? CHAIN_BEGIN };
  }

  async #next(
    queries: Queries,
    accountId: AccountId,
    commitment: Uint8Array,
  ): Promise<{ step: StepRow; before: Uint8Array }> {
    const newest = await this.#store.newest(queries, accountId);
    const before = newest?.head ?? CHAIN_BEGIN;
    const now = this.#options.clock.now();
    const step: ChainStep = {
      position: (newest?.position ?? 0) + 1,
      commitment,
      recordedAt: now - (now % MINUTE_MS),
    };
    return { step: { ...step, head: sha256(chainBytes(before, step)) }, before };
  }
}

const full = (): RefusedError => new RefusedError('quotaExceeded');

function shown({ position, commitment, recordedAt, head }: StepRow): ConsentStep {
  return { position, commitment: toBase64Url(commitment), recordedAt, head: toBase64Url(head) };
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
