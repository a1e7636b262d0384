import { fromUtf8, utf8, type Bytes } from '@conclave/shared/bytes';
import type { ConsentPurpose } from '@conclave/shared/consent/ConsentNotice';
import { SignedConsent } from '@conclave/shared/consent/ConsentRecord';
import { ConsentTaken, HandInConsent } from '@conclave/shared/wire/consentApi';
import * as v from 'valibot';

const hash = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));

/** One answer as its author keeps it. */
const answer = {
  signed: SignedConsent,
  salt: hash,
  /** [G-13] Signed when it was handed in, for the other members to check. */
  handIn: v.optional(
    v.strictObject({ commitment: hash, signature: v.pipe(v.string(), v.regex(/^[\w-]{86}$/u)) }),
  ),
  /** The step that the server made of it: part of the receipt. */
  taken: v.nullable(ConsentTaken),
};

const KeptAnswer = v.strictObject(answer);
export type KeptAnswer = v.InferOutput<typeof KeptAnswer>;

/** What this browser keeps of one person's consent in one meeting, sealed beside the meeting's other things. */
const KeptConsent = v.strictObject({
  /** The newest record; it counts also while the server has not confirmed it. */
  ...answer,
  /**
   * Sealed records that the server has not confirmed, oldest first; the last is that of `signed`. Only the first was
   * ever on its way, so that no more than two are kept; older pages kept up to twelve.
   */
  unsent: v.pipe(v.array(HandInConsent), v.maxLength(12)),
  /** The last one that the server took, while newer ones wait. */
  before: v.optional(KeptAnswer),
  /** That of the first of `unsent`, where another one waits behind it. */
  first: v.optional(KeptAnswer),
});
export type KeptConsent = v.InferOutput<typeof KeptConsent>;

export function encodeKept(kept: KeptConsent | undefined): Bytes {
  return utf8(JSON.stringify(kept ?? null));
}

/** Undefined for nothing, and for what an older or newer page kept: then one is asked again. */
export function decodeKept(bytes: Bytes): KeptConsent | undefined {
  try {
    const json: unknown = JSON.parse(fromUtf8(bytes));
    const kept = v.safeParse(KeptConsent, json);
    return kept.success ? kept.output : undefined;
  } catch {
    return undefined; // no JSON
  }
}

/** What an answer agrees to. */
export function grantedIn(kept: Pick<KeptAnswer, 'signed'> | undefined): ConsentPurpose[] {
  const { purposes } = kept?.signed.record ?? { purposes: [] };
  return purposes.filter(({ granted }) => granted).map(({ id }) => id);
}
