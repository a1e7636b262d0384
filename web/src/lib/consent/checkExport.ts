import { fromBase64Url, utf8 } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import type { ConsentExport, ConsentReceipt } from '@conclave/shared/consent/ConsentExport';
import { consentExportBytes } from '@conclave/shared/wire/signed/consent';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { verifyWhole } from '../e2ee/crypto/sign.ts';
import { meetingIdOfHost } from '../e2ee/objects/idBytes.ts';
import { checkConsents, isChained, type CheckedConsent } from './checkConsent.ts';
import type { OpenedConsent } from './sealConsent.ts';

type Witnessed = ReadonlyMap<number, string>;

/** What can be checked without the server and without any secret key. */
interface CheckedExport {
  /** Whether the meeting's host key signed it, just as it is. */
  readonly genuine: boolean;
  /** Whether the steps lead from head to head, and past the witnessed ones; also where there is no record. */
  readonly chained: boolean;
  readonly consents: readonly CheckedConsent[];
}

/** [G-11, G-12] Checks an export of consents; `witnessed` are heads from mails. */
export async function checkExport(
  exported: ConsentExport,
  witnessed: Witnessed,
): Promise<CheckedExport> {
  const { meetingId, notices, consents } = exported;
  const proof = { meetingId, notices, list: exported, witnessed };
  const open = ({
    opened,
  }: ConsentExport['consents'][number]): Promise<OpenedConsent | undefined> =>
    Promise.resolve(opened === null ? undefined : openedOf(opened.salt, opened.message));
  return {
    genuine: await isGenuine(exported),
    chained: await isChained(proof),
    consents: await checkConsents(consents, open, proof),
  };
}

/**
 * [G-11] Checks a receipt. It has one record alone: what came before it is not known, and before the server
 * took it there is no step.
 */
export async function checkReceipt(
  { signed, salt, taken, notice }: ConsentReceipt,
  witnessed: Witnessed,
): Promise<CheckedConsent | undefined> {
  const { principal, meeting } = signed.record;
  const position = taken?.position ?? 0;
  const list =
    taken === null
      ? { headBefore: '', steps: [] }
      : { headBefore: taken.headBefore, steps: [taken] };
  const open = (): Promise<OpenedConsent> => Promise.resolve(openedOf(salt, canonicalJson(signed)));
  const proof = { meetingId: meeting.id, notices: [notice], list, witnessed };
  const stored = { position, participantId: principal.id };
  const [checked] = await checkConsents([stored], open, proof);
  const unknown = new Set(taken === null ? ['order', 'commitment'] : ['order']);
  return checked && { ...checked, faults: checked.faults.filter((fault) => !unknown.has(fault)) };
}

async function isGenuine({ signature, ...rest }: ConsentExport): Promise<boolean> {
  const { meetingId, hostKey } = rest;
  const key = fromBase64Url(hostKey);
  if ((await meetingIdOfHost(key)) !== meetingId) return false;
  const hash = await sha256(utf8(canonicalJson(rest)));
  return verifyWhole(key, consentExportBytes(meetingId, hash), fromBase64Url(signature));
}

function openedOf(salt: string, message: string): OpenedConsent {
  return { salt: fromBase64Url(salt), message: utf8(message) };
}
