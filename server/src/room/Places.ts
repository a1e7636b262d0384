import type { ParticipantId, SessionId } from '@conclave/shared/ids';
import { MAX_MEMBERS } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { Peer } from './Peer.ts';
import type { RoomPeers } from './RoomPeers.ts';

/** Connections in one room, those at the door included. Higher lets strangers fill our memory. */
export const MAX_PEERS = 500;

/** Beyond them: for members who come back while strangers have filled the room. All of them fit. */
export const RESERVED_PEERS = MAX_MEMBERS;

/** So long a reserved place is held for somebody who has yet to prove that it is theirs. */
const PROVE_MS = 5_000;

export interface PlacesOptions {
  readonly peers: RoomPeers;
  readonly timers: Timers;
  /** The session that runs. */
  readonly sessionId: () => SessionId | undefined;
  /** Whether somebody has a leaf in it, or had one since its newest key. */
  readonly isKnown: (participantId: ParticipantId) => boolean;
  readonly dismiss: (peer: Peer) => void;
}

/** [V-24] Who may still come into a room: strangers fill it, and members come back all the same. */
export class Places {
  readonly #options: PlacesOptions;
  /** Who came into a reserved place and has not proven anything yet. */
  readonly #unproven = new Map<Peer, Cancel>();

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** Refuses who finds no place; who says that it comes back gets a reserved one for a moment. */
  take(peer: Peer, returning: SessionId | undefined): void {
    const { peers, timers, sessionId, dismiss } = this.#options;
    if (peers.get(peer.id) !== undefined || peers.size < MAX_PEERS) return;
    const isBack = returning !== undefined && returning === sessionId();
    if (!isBack || peers.size >= MAX_PEERS + RESERVED_PEERS) throw new RefusedError('roomFull');
    const cancel = timers.after(PROVE_MS, () => {
      this.#unproven.delete(peer);
      dismiss(peer);
    });
    this.#unproven.set(peer, cancel);
  }

  /** A peer may have proven whose key it holds. Refuses whom no place was reserved for. */
  proven(peer: Peer): void {
    const { participantId } = peer;
    if (!this.#unproven.has(peer) || participantId === undefined) return;
    if (!this.#options.isKnown(participantId)) throw new RefusedError('roomFull');
    this.gone(peer);
  }

  gone(peer: Peer): void {
    this.#unproven.get(peer)?.();
    this.#unproven.delete(peer);
  }
}
