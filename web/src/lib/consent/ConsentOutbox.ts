import type { Bytes } from '@conclave/shared/bytes';
import type { ConsentPurpose } from '@conclave/shared/consent/ConsentNotice';
import { SignedConsent, type ConsentRecord } from '@conclave/shared/consent/ConsentRecord';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { HandInConsent } from '@conclave/shared/wire/consentApi';
import * as v from 'valibot';
import type { ConsentPlace } from '../e2ee/session/ConsentAgent.ts';
import type { ConsentApi } from './ConsentApi.ts';
import { encodeKept, grantedIn, type KeptAnswer, type KeptConsent } from './KeptConsent.ts';

/** The room's agent as far as consent asks it. */
export interface ConsentKeys {
  consentPlace(): Promise<ConsentPlace>;
  sealConsent(record: string): Promise<unknown>;
  keepConsent(kept: Bytes): Promise<void>;
}

/** What somebody answered, and under which name. */
export interface GivenAnswer {
  readonly name: string;
  readonly granted: readonly ConsentPurpose[];
  /** Takes back what was given. */
  readonly withdraws: boolean;
}

/** An answer in its place: whose, and after which. */
interface PlacedAnswer extends GivenAnswer {
  readonly participantId: ParticipantId;
  readonly previous: string | undefined;
}

interface ConsentOutboxOptions {
  readonly keys: ConsentKeys;
  readonly api: Pick<ConsentApi, 'handIn'>;
  readonly draft: (answer: PlacedAnswer) => Promise<ConsentRecord>;
  /** What is kept is another now. */
  readonly changed: (kept: KeptConsent | undefined) => Promise<void>;
}

const Sealed = v.object({ signed: SignedConsent, salt: v.string(), request: HandInConsent });

/** The server will not take it later either; after all others it may. */
const FINAL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'malformed',
  'notAllowed',
  'notNow',
  'quotaExceeded',
]);

/**
 * Records answers and hands them in, in their order, so that each names the last one that the server took [G-10].
 * What it refuses stands in no later answer's way.
 */
export class ConsentOutbox {
  readonly #options: ConsentOutboxOptions;
  #kept: KeptConsent | undefined;

  constructor(options: ConsentOutboxOptions, kept: KeptConsent | undefined) {
    this.#options = options;
    this.#kept = kept;
  }

  /** Kept from here on, whatever the server says. Takes the place of what was recorded and never on its way. */
  async record(given: GivenAnswer): Promise<void> {
    const { keys, draft } = this.#options;
    const { participantId } = await keys.consentPlace();
    const kept = this.#kept;
    const waiting = kept?.unsent.slice(0, Math.max(1, kept.unsent.length - 1)) ?? [];
    const { record_id: newest, previous_record_id: before } = kept?.signed.record ?? {};
    const previous = (waiting.length === kept?.unsent.length ? newest : before) ?? undefined;
    const record = await draft({ ...given, participantId, previous });
    const sealed: unknown = await keys.sealConsent(JSON.stringify(record));
    const { signed, salt, request } = v.parse(Sealed, sealed);
    const handIn = { commitment: request.commitment, signature: request.signature };
    const unsent = [...waiting, request];
    await this.#keep({ signed, salt, handIn, taken: null, unsent, ...behind(kept) });
  }

  /**
   * Throws a RefusedError while the server does not take it. What gives more than before counts for nothing where it
   * refused that for good; what gives less holds. Somebody who never agreed to anything and does not now is not held up.
   */
  async send(): Promise<void> {
    const { keys, api } = this.#options;
    const { joinProof } = await keys.consentPlace();
    for (let kept = this.#kept; kept !== undefined; kept = this.#kept) {
      const [oldest] = kept.unsent;
      if (oldest === undefined) return;
      try {
        const taken = await api.handIn(joinProof, oldest);
        await this.#keep(afterTaken(kept, taken));
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        if (await this.#holds(kept, error)) return;
      }
    }
  }

  /** Whether nothing is left to send though the server refused the oldest. Throws what whoever answers has to know. */
  async #holds(kept: KeptConsent, error: RefusedError): Promise<boolean> {
    const { before, unsent } = kept;
    const isFinal = FINAL.has(error.code);
    if (unsent.length > 1 && isFinal) {
      await this.#recordAnew(kept);
      return false;
    }
    const granted = grantedIn(kept);
    if (unsent.length === 1 && granted.length + grantedIn(before).length === 0) return true;
    if (isFinal && !within(granted, grantedIn(before))) await this.#keep(restored(before));
    throw error;
  }

  /** The newest once more, as the one after the last that was taken: all that waited before it is gone. */
  async #recordAnew(kept: KeptConsent): Promise<void> {
    const granted = grantedIn(kept);
    const name = kept.signed.record.principal.display_name;
    const withdraws = granted.length === 0 && grantedIn(kept.before).length > 0;
    const now = this.#kept;
    this.#kept = restored(kept.before);
    try {
      await this.record({ name, granted, withdraws });
    } catch (error) {
      this.#kept = now;
      throw error;
    }
  }

  async #keep(kept: KeptConsent | undefined): Promise<void> {
    await this.#options.keys.keepConsent(encodeKept(kept));
    this.#kept = kept;
    await this.#options.changed(kept);
  }
}

/** What a new record has before it. */
function behind(kept: KeptConsent | undefined): Pick<KeptConsent, 'before' | 'first'> {
  if (kept === undefined) return {};
  const { before, first, unsent } = kept;
  if (unsent.length === 0) return { before: answerOf(kept) };
  const kin = unsent.length === 1 ? answerOf(kept) : first;
  return { ...(before && { before }), ...(kin && { first: kin }) };
}

/** The server took the oldest of what waits. */
function afterTaken(kept: KeptConsent, taken: KeptAnswer['taken']): KeptConsent {
  const { first } = kept;
  const unsent = kept.unsent.slice(1);
  if (unsent.length === 0) return { ...answerOf(kept), taken, unsent };
  return { ...answerOf(kept), unsent, ...(first && { before: { ...first, taken } }) };
}

function restored(before: KeptAnswer | undefined): KeptConsent | undefined {
  return before && { ...before, unsent: [] };
}

function answerOf({ signed, salt, handIn, taken }: KeptAnswer): KeptAnswer {
  return { signed, salt, taken, ...(handIn && { handIn }) };
}

function within(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.every((one) => others.includes(one));
}
