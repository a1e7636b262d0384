import { createHash, randomBytes } from 'node:crypto';
import { copyBytes, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Peer } from '../room/Peer.ts';

/** A member, for as long as its connection and its membership last. */
interface TokenHolder {
  readonly peer: Peer;
  readonly meetingId: MeetingId;
  readonly participantId: ParticipantId;
}

/** [V-20] Tokens by which members' HTTP requests are known. They are in memory only. */
export class MemberTokens {
  readonly #peers = new Map<string, Peer>();
  readonly #tokens = new WeakMap<Peer, Bytes>();
  readonly #mayServe: () => boolean;

  /** `mayServe`: whether rooms are this server's at the moment. */
  constructor(mayServe: () => boolean = () => true) {
    this.#mayServe = mayServe;
  }

  /** The token of a connection, the same every time. */
  tokenOf(peer: Peer): Bytes {
    const known = this.#tokens.get(peer);
    if (known !== undefined) return known;
    const token = copyBytes(randomBytes(32));
    this.#tokens.set(peer, token);
    this.#peers.set(keyOf(toBase64Url(token)), peer);
    return token;
  }

  /** Whose it is. Whoever left, was removed or is gone has none. */
  holder(token: string): TokenHolder | undefined {
    if (!this.#mayServe()) throw new RefusedError('unavailable');
    const peer = this.#peers.get(keyOf(token));
    if (peer?.state.at !== 'group') return undefined;
    const { meetingId, participantId } = peer.state;
    return { peer, meetingId, participantId };
  }

  /** A connection is gone. */
  drop(peer: Peer): void {
    const token = this.#tokens.get(peer);
    if (token !== undefined) this.#peers.delete(keyOf(toBase64Url(token)));
  }
}

/** Looking a token up by its hash tells nothing of it by the time that takes. */
function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
