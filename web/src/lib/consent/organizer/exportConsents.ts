import { toBase64Url, utf8, fromUtf8 } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import type { ConsentExport } from '@conclave/shared/consent/ConsentExport';
import type { ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import type { ConsentList } from '@conclave/shared/wire/consentApi';
import { consentExportBytes } from '@conclave/shared/wire/signed/consent';
import { sha256 } from '../../e2ee/crypto/hash.ts';
import { chainEnd } from '../chainEnd.ts';
import { signWhole } from '../../e2ee/crypto/sign.ts';
import type { HostKeys } from '../../e2ee/host/HostKeys.ts';
import type { OpenedConsent } from '../sealConsent.ts';

export interface ConsentsToExport {
  readonly keys: Pick<HostKeys, 'meeting' | 'signing'>;
  readonly notices: readonly ConsentNotice[];
  readonly list: ConsentList;
  /** By position; without what does not open. */
  readonly opened: ReadonlyMap<number, OpenedConsent>;
  /** ms since 1970. */
  readonly now: number;
}

/** [G-12] All consents of a meeting with what proves them, signed as a whole by its host. */
export async function exportConsents(from: ConsentsToExport): Promise<ConsentExport> {
  const { keys, notices, list, opened, now } = from;
  const { meetingId, hostKey } = keys.meeting;
  const rest: Omit<ConsentExport, 'signature'> = {
    format: 1,
    kind: 'consent-export',
    meetingId,
    hostKey: toBase64Url(hostKey),
    notices: [...notices],
    headBefore: list.headBefore,
    steps: list.steps,
    // eslint-disable-next-line no-restricted-globals -- writes a time that a clock gave
    exportedAt: new Date(now).toISOString(),
    newest: chainEnd(list),
    consents: list.consents.map(({ position, participantId }) => ({
      position,
      participantId,
      opened: textOf(opened.get(position)),
    })),
  };
  const hash = await sha256(utf8(canonicalJson(rest)));
  const signature = await signWhole(keys.signing, consentExportBytes(meetingId, hash));
  return { ...rest, signature: toBase64Url(signature) };
}

/** What is no text is no record either; it is told from one that does not open by nobody. */
function textOf(opened: OpenedConsent | undefined): ConsentExport['consents'][number]['opened'] {
  if (opened === undefined) return null;
  try {
    return { salt: toBase64Url(opened.salt), message: fromUtf8(opened.message) };
  } catch {
    return null; // not UTF-8
  }
}
