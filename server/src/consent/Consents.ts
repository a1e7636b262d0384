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
import { RateLimit } from '../http/RateLimit.ts';
import { addressKey } from '../ops/addressKey.ts';
import type { Clock } from '../ops/Clock.ts';
import { isSigned, keyId } from '../room/ed25519.ts';
import type { ConsentRow, ConsentStore, StepRow } from '../store/ConsentStore.ts';
import type { Queries } from '../store/Database.ts';

/**
 * [G-14] By one link: everybody who ever came by it may change their mind some times. A new link begins anew, so
 * whoever fills a link keeps out only those who have no other and have not answered yet.
 */
const MAX_BY_LINK = 2_500;
/** [G-14] From one network in one meeting: an office, all of whom answer some times. A flood takes a week to fill a link. */
const PER_ADDRESS = { times: 400, perMs: 24 * 3_600_000 };
/** [G-14] Of one participant. Higher lets one of them use up what all others need. */
const MAX_OWN = 50;
/** [G-14] More of them is for taking back: whoever gave the last answer that counts may still say no. */
const MAX_OWN_WITH_TAKEN_BACK = 2 * MAX_OWN;
const MINUTE_MS = 60_000;

/** Who hands something in: the link that it was shown, as `copied 2`, and from where. */
interface FromLink {
  readonly link: string;
  readonly address: string;
}

type Said = Omit<ConsentRow, 'position'>;

export interface ConsentsOptions {
  readonly store: ConsentStore;
  readonly clock: Clock;
  /** [G-7] Tells the organizer by mail. It must not hold up whoever consents. */
  readonly witness: (accountId: AccountId, step: ConsentStep) => void;
  /** [G-9] Somebody may produce no longer. */
  readonly stopped: (meetingId: MeetingId, participantId: ParticipantId) => void;
  /** [G-14] By meeting and network. */
  readonly perAddress?: RateLimit;
}

/** Takes sealed consent records and chains their commitments (consent.md). */
export class Consents {
  readonly #store: ConsentStore;
  readonly #options: ConsentsOptions;
  readonly #perAddress: RateLimit;

  constructor(options: ConsentsOptions) {
    this.#store = options.store;
    this.#options = options;
    this.#perAddress = options.perAddress ?? new RateLimit(PER_ADDRESS);
  }

  /** [G-5, G-6, G-14] Repeating it gives the step it has. Throws `notAllowed`, `notNow`, `quotaExceeded`, `tooMany`. */
  async handIn(
    meeting: { id: MeetingId; accountId: AccountId },
    request: HandInConsent,
    from: FromLink,
  ): Promise<ConsentTaken> {
    const commitment = fromBase64Url(request.commitment);
    const said = saidIn(meeting.id, request);
    const { accountId } = meeting;
    const { step, before, fresh } = await this.#store.appending(accountId, async (queries) => {
      const known = await this.#known(queries, { accountId, commitment, said });
      if (known !== undefined) return { ...known, fresh: false };
      await this.#checkTaken(queries, said, from);
      const next = await this.#next(queries, accountId, commitment);
      const consent = { ...said, position: next.step.position, link: from.link };
      await this.#store.append(queries, accountId, { step: next.step, consent });
      return { ...next, fresh: true };
    });
    if (fresh) {
      this.#options.witness(accountId, shown(step));
      if (!said.mayProduce) this.#options.stopped(meeting.id, said.participantId);
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
    { meetingId, participantId, mayProduce }: Said,
    { link, address }: FromLink,
  ): Promise<void> {
    const own = await this.#store.own(queries, meetingId, participantId);
    if (!mayProduce && own.count > 0) {
      if (!own.mayProduce && own.count >= MAX_OWN_WITH_TAKEN_BACK) throw full();
      return;
    }
    await this.#perAddress.take(`${meetingId} ${addressKey(address)}`);
    if (!(await this.#store.asks(meetingId, queries))) throw new RefusedError('notNow');
    if (own.count >= MAX_OWN) throw full();
    // Whoever answered before may be taking back a part of it: the server cannot tell.
    if (own.count > 0) return;
    if ((await this.#store.countBy(queries, meetingId, link)) >= MAX_BY_LINK) throw full();
  }

  /** The step of a hand-in that is repeated. The same commitment in another's name, or otherwise, is none: `notAllowed`. */
  async #known(
    queries: Queries,
    handedIn: { accountId: AccountId; commitment: Uint8Array; said: Said },
  ): Promise<{ step: StepRow; before: Uint8Array } | undefined> {
    const { accountId, commitment, said } = handedIn;
    const step = await this.#store.stepOf(queries, accountId, commitment);
    if (step === undefined) return undefined;
    const first = await this.#store.saidAt(queries, said.meetingId, step.position);
    const isOwn =
      first?.participantId === said.participantId && first.mayProduce === said.mayProduce;
    if (!isOwn) throw new RefusedError('notAllowed');
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

/** What a hand-in says, if its participant signed it for this meeting. Throws `notAllowed`. */
function saidIn(meetingId: MeetingId, request: HandInConsent): Said {
  const { mayProduce } = request;
  const commitment = fromBase64Url(request.commitment);
  const key = fromBase64Url(request.participantKey);
  const bytes = handInBytes(meetingId, { commitment, mayProduce });
  const signature = fromBase64Url(request.signature);
  if (!isSigned(key, { bytes, signature })) throw new RefusedError('notAllowed');
  const participantId = v.parse(ParticipantId, keyId(key));
  const sealedRecord = fromBase64Url(request.sealedRecord);
  return { meetingId, participantId, mayProduce, sealedRecord };
}

const full = (): RefusedError => new RefusedError('quotaExceeded');

function shown({ position, commitment, recordedAt, head }: StepRow): ConsentStep {
  return { position, commitment: toBase64Url(commitment), recordedAt, head: toBase64Url(head) };
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
