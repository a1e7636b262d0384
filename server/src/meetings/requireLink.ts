import { createHash } from 'node:crypto';
import { equalBytes, fromBase64Url } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { HeaderKey, JOIN_PROOF_HEADER } from '@conclave/shared/wire/filesApi';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import type { Call } from '../http/Call.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';

/** By which link in force a call shows that it may ask. Throws `malformed` without one, `linkUnknown` for others. */
export async function requireLink(
  call: Call,
  meetingId: MeetingId,
  meetings: Pick<MeetingStore, 'links'>,
): Promise<LinkKind> {
  const proof = v.safeParse(HeaderKey, call.header(JOIN_PROOF_HEADER));
  if (!proof.success) throw new RefusedError('malformed');
  const hash = createHash('sha256').update(fromBase64Url(proof.output)).digest();
  const links = await meetings.links(meetingId);
  // Hashes of random bytes: comparing them tells nothing by its time that could be used.
  const link = links.find(({ proofHash }) => equalBytes(proofHash, hash));
  if (link === undefined) throw new RefusedError('linkUnknown');
  return link.kind;
}
