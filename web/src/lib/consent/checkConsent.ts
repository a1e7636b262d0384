import { equalBytes, fromBase64Url, fromUtf8, type Bytes } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import type { ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import { SignedConsent } from '@conclave/shared/consent/ConsentRecord';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { ConsentList, ConsentStep } from '@conclave/shared/wire/consentApi';
import { chainBytes, commitmentBytes, consentBytes } from '@conclave/shared/wire/signed/consent';
import * as v from 'valibot';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { verifyWhole } from '../e2ee/crypto/sign.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { noticeHash } from './noticeHash.ts';
import type { OpenedConsent } from './sealConsent.ts';

/** [G-11] What can be wrong with a record. Each makes it red, whatever else is right. */
export type ConsentFault =
  | 'sealed'
  | 'malformed'
  | 'signature'
  | 'principal'
  | 'meeting'
  | 'notice'
  | 'commitment'
  | 'chain'
  | 'order'
  | 'claim';

/** A record as it lies on the server or in an export: whose it is said to be, and in which place. */
export type StoredConsent = Pick<ConsentList['consents'][number], 'position' | 'participantId'> & {
  /** What the server goes by when it takes media; an export does not hold it. */
  readonly mayProduce?: boolean;
};

/** Everything a check goes by. No server is asked. */
export interface ConsentProof {
  readonly meetingId: MeetingId;
  /** All texts that the meeting ever asked with, by what is hashed of them. */
  readonly notices: readonly ConsentNotice[];
  readonly list: Pick<ConsentList, 'headBefore' | 'steps'>;
  /** Heads that are known from elsewhere, as from mails: position and head. */
  readonly witnessed: ReadonlyMap<number, string>;
}

export interface CheckedConsent {
  readonly position: number;
  /** For whom it was handed in; who it is by stands in the record. */
  readonly participantId: ParticipantId;
  readonly signed: SignedConsent | undefined;
  readonly faults: readonly ConsentFault[];
}

/**
 * [G-11] Checks all records of a meeting, in the order of the chain. `open` opens a sealed record as the
 * organizer does; undefined where it does not open.
 */
export async function checkConsents<Stored extends StoredConsent>(
  consents: readonly Stored[],
  open: (stored: Stored) => Promise<OpenedConsent | undefined>,
  proof: ConsentProof,
): Promise<CheckedConsent[]> {
  const chained = await isChained(proof);
  const newest = new Map<ParticipantId, string>();
  const checked: CheckedConsent[] = [];
  for (const stored of consents) {
    const { position, participantId } = stored;
    const { signed, faults } = await checkOne(stored, await open(stored), proof);
    if (!chained) faults.unshift('chain');
    if (signed !== undefined && faults.length === 0) {
      const { record_id: id, previous_record_id: before } = signed.record;
      if (before !== (newest.get(participantId) ?? null)) faults.push('order');
      newest.set(participantId, id);
    }
    checked.push({ position, participantId, signed, faults });
  }
  return checked;
}

async function checkOne(
  stored: StoredConsent,
  opened: OpenedConsent | undefined,
  proof: ConsentProof,
): Promise<{ signed: SignedConsent | undefined; faults: ConsentFault[] }> {
  if (opened === undefined) return { signed: undefined, faults: ['sealed'] };
  const committed = await isCommitted(stored, opened, proof.list.steps);
  const faults: ConsentFault[] = committed ? [] : ['commitment'];
  const signed = readSigned(opened.message);
  if (signed === undefined) faults.push('malformed');
  else faults.push(...(await faultsOf(signed, stored, proof)));
  return { signed, faults };
}

/** Only bytes that are the canonical form of what they say. */
function readSigned(opened: Bytes): SignedConsent | undefined {
  try {
    const text = fromUtf8(opened);
    const json: unknown = JSON.parse(text);
    const signed = v.safeParse(SignedConsent, json);
    return signed.success && canonicalJson(signed.output) === text ? signed.output : undefined;
  } catch {
    return undefined; // no UTF-8, no JSON, or nothing that has a canonical form
  }
}

async function faultsOf(
  signed: SignedConsent,
  stored: StoredConsent,
  { meetingId, notices }: ConsentProof,
): Promise<ConsentFault[]> {
  const { record } = signed;
  const key = fromBase64Url(signed.participant_key);
  const bytes = consentBytes(meetingId, canonicalJson(record));
  const faults: ConsentFault[] = [];
  const genuine = await verifyWhole(key, bytes, fromBase64Url(signed.signature));
  if (!genuine) faults.push('signature');
  const participantId = await participantIdOf(key);
  const named = record.principal.id === participantId && stored.participantId === participantId;
  if (!named) faults.push('principal');
  if (record.meeting.id !== meetingId) faults.push('meeting');
  const known = await Promise.all(notices.map((one) => isShown(one, signed)));
  if (!known.includes(true)) faults.push('notice');
  const lets = record.purposes.some(({ id, granted }) => id === 'live' && granted);
  if (lets !== (stored.mayProduce ?? lets)) faults.push('claim');
  return faults;
}

/** Whether this notice is the one that was read, with the sentences that were answered. */
async function isShown(notice: ConsentNotice, { record }: SignedConsent): Promise<boolean> {
  const { language } = record.event;
  const text = notice.texts[language];
  const same =
    record.notice.templateId === notice.templateId &&
    record.notice.version === notice.version &&
    canonicalJson(record.controller) === canonicalJson(notice.controller) &&
    record.purposes.every(({ id, statement }) => text?.statements[id] === statement);
  return same && record.notice.sha256 === (await noticeHash(notice, language));
}

async function isCommitted(
  { position }: StoredConsent,
  { salt, message }: OpenedConsent,
  steps: readonly ConsentStep[],
): Promise<boolean> {
  const step = steps.find((one) => one.position === position);
  if (step === undefined) return false;
  const bytes = commitmentBytes(salt, message);
  return equalBytes(await sha256(bytes), fromBase64Url(step.commitment));
}

/** Whether the steps lead from head to head, and past all heads that are known from elsewhere. */
export async function isChained({
  list,
  witnessed,
}: Pick<ConsentProof, 'list' | 'witnessed'>): Promise<boolean> {
  let head: Bytes = fromBase64Url(list.headBefore);
  let before: number | undefined;
  for (const step of list.steps) {
    if (before !== undefined && step.position !== before + 1) return false;
    const commitment = fromBase64Url(step.commitment);
    head = await sha256(chainBytes(head, { ...step, commitment }));
    if (!equalBytes(head, fromBase64Url(step.head))) return false;
    const known = witnessed.get(step.position);
    if (known !== undefined && known !== step.head) return false;
    before = step.position;
  }
  return true;
}
