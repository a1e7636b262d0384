import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { Peer } from './Peer.ts';
import type { StoredLink } from './RoomStore.ts';

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

  /** Tells everybody of the new card under their link. Returns those whose link is gone. */
  renewCards(links: readonly StoredLink[]): readonly Peer[] {
    const gone: Peer[] = [];
    for (const peer of this.all) {
      const { state } = peer;
      if (state.at !== 'door' && state.at !== 'group') continue;
      const link = links.find(({ proofHash }) => proofHash === state.link.proofHash);
      if (link === undefined) gone.push(peer);
      else {
        const { version: linkVersion, sealedCard } = link;
        peer.notify('cardRenewed', { linkVersion, sealedCard });
      }
    }
    return gone;
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
