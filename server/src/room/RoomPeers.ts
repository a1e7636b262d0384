import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { Peer } from './Peer.ts';

/** The connections in one room. */
export class RoomPeers {
  readonly #peers = new Map<PeerId, Peer>();

  get all(): readonly Peer[] {
    return [...this.#peers.values()];
  }

  get size(): number {
    return this.#peers.size;
  }

  get(peerId: PeerId): Peer | undefined {
    return this.#peers.get(peerId);
  }

  add(peer: Peer): void {
    this.#peers.set(peer.id, peer);
  }

  /** Whether it was here. */
  remove(peer: Peer): boolean {
    return this.#peers.delete(peer.id);
  }

  othersOf(participantId: ParticipantId, peer: Peer): readonly Peer[] {
    return this.all.filter((other) => other !== peer && other.participantId === participantId);
  }

  notify<N extends NotificationName>(peerId: PeerId, name: N, payload: Notification<N>): void {
    this.#peers.get(peerId)?.notify(name, payload);
  }

  tell<N extends NotificationName>(
    whom: (peer: Peer) => boolean,
    name: N,
    payload: Notification<N>,
  ): void {
    for (const peer of this.all) if (whom(peer)) peer.notify(name, payload);
  }
}
