import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { sha256 } from '../crypto/hash.ts';
import { hkdf } from '../crypto/hkdf.ts';
import { idBytes } from './idBytes.ts';
import type { LinkCode } from './link.ts';

/** [L-2] What follows from a link's secret. */
export interface LinkKeys {
  readonly kind: LinkKind;
  /** Shown to the server, which knows its hash: turns strangers away, proves nothing to members. */
  readonly joinProof: Bytes;
  /** Never leaves browsers: makes knocks that members can tell from invented ones. */
  readonly knockKey: Bytes;
  /** Opens the lobby card. */
  readonly lobbyKey: Bytes;
  /** Opens the open keys, when the door is open. */
  readonly openKey: Bytes;
}

export async function linkKeys(meetingId: MeetingId, code: LinkCode): Promise<LinkKeys> {
  const salt = idBytes(meetingId);
  const derive = (purpose: string): Promise<Bytes> => hkdf(code.secret, purpose, { salt });
  return {
    kind: code.kind,
    joinProof: await derive('joinProof'),
    knockKey: await derive('knockKey'),
    lobbyKey: await derive('lobbyKey'),
    openKey: await derive('openKey'),
  };
}

/** What the server keeps of a link. */
export function proofHash(keys: LinkKeys): Promise<Bytes> {
  return sha256(keys.joinProof);
}
