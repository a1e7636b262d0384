import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { PeerId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { GroupHead } from '@conclave/shared/wire/keys';
import type { Params, PeerView, Result } from '@conclave/shared/wire/peerRequests';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import { DeliveryService } from '../keys/DeliveryService.ts';
import type { GroupMember } from '../keys/GroupMembers.ts';
import type { FinalCommit } from '../keys/GroupPosition.ts';
import type { SessionJournal } from '../keys/SessionJournal.ts';
import type { TicketDemand } from '../keys/Tickets.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Sfu } from '../sfu/Sfu.ts';
import { Caretaker } from './Caretaker.ts';
import type { Peer } from './Peer.ts';
import { RoomMedia } from './RoomMedia.ts';
import type { RoomPeers } from './RoomPeers.ts';
import type { StoredSession } from './RoomStore.ts';

export interface LiveSessionOptions {
  readonly stored: StoredSession;
  readonly journal: SessionJournal;
  readonly peers: RoomPeers;
  readonly timers: Timers;
  readonly sfu: Sfu;
  readonly mayProduce: (peer: Peer) => Promise<boolean>;
  readonly maxMembers: number | undefined;
  /** A member came who can answer knocks. */
  readonly memberCame: (peerId: PeerId) => void;
  /** The number of connected members changed. */
  readonly membersChanged: () => void;
  /** There is a new key: letters before it are of no use. */
  readonly recordChanged: () => void;
  readonly failed: (error: unknown) => void;
}

/** A session that runs: who is in it, the order of its commits, its media. */
export class LiveSession {
  readonly sessionId: SessionId;
  readonly delivery: DeliveryService;
  readonly media: RoomMedia;
  readonly #caretaker: Caretaker;
  readonly #options: LiveSessionOptions;

  constructor(options: LiveSessionOptions) {
    const { stored, journal, peers, timers, sfu, maxMembers } = options;
    this.#options = options;
    this.sessionId = stored.sessionId;
    this.delivery = new DeliveryService({
      positions: stored.positions,
      commits: stored.commits,
      journal,
      timers,
      maxMembers,
      listener: {
        notify: (peerId, name, payload) => peers.notify(peerId, name, payload),
        joined: (member) => this.#joined(member),
        removed: (member) => this.#removed(member),
        committed: (commit) => this.#committed(commit),
        turnOver: (peerId) => this.#turnOver(peerId),
        failed: (_code, error) => options.failed(error),
      },
    });
    this.media = new RoomMedia({
      sfu,
      notify: (peerId, name, payload) => peers.notify(peerId, name, payload),
      tellOthers: (peerId, name, payload) => this.#tellOthers(peerId, name, payload),
      belongs: (peerId) => this.belongs(peerId),
      mayProduce: (peerId) => this.#mayProduce(peerId),
      lost: () => this.#tellOthers(undefined, 'mediaLost', {}),
    });
    this.#caretaker = new Caretaker({
      timers,
      members: () => this.delivery.members.awake,
      leaves: () => this.delivery.position.leaves,
      askTidy: (peerId, leaves) => peers.notify(peerId, 'tidyRequest', { leaves: [...leaves] }),
      askUpdate: (peerId) => peers.notify(peerId, 'updateRequest', {}),
    });
  }

  get members(): readonly GroupMember[] {
    return this.delivery.members.all;
  }

  get recordNumber(): number {
    return this.delivery.position.recordNumber;
  }

  /** Whether a peer is a member or about to become one: then it may prepare its media. */
  belongs(peerId: PeerId): boolean {
    return this.isMember(peerId) || this.delivery.isJoining(peerId);
  }

  /** It was just loaded from the store: nobody has come back yet. */
  awaitMembers(): void {
    this.#caretaker.awaitAll();
  }

  /** The first member, who made the group. */
  found(founder: GroupMember): void {
    this.delivery.start(founder);
    this.#joined(founder);
  }

  /** Who made it starts it once more, and takes the place if nothing has happened since. Refuses all others. */
  foundAgain(founder: GroupMember, head: GroupHead): void {
    const { position, members } = this.delivery;
    if (position.leaves.get(founder.leaf) !== founder.participantId)
      throw new RefusedError('sessionRunning');
    const untouched = position.leaves.size === 1 && position.head.epoch === head.epoch;
    if (untouched && members.get(founder.peerId) === undefined) this.found(founder);
  }

  /** Whether a peer is a member: only then it learns who is here and what they send [V-13]. */
  isMember(peerId: PeerId): boolean {
    return this.delivery.members.get(peerId) !== undefined;
  }

  takeTicket(
    peer: Peer,
    { recordNumber, purpose, isInvited }: Omit<TicketDemand, 'peerId' | 'participantId'>,
  ): void {
    const { id: peerId, participantId } = peer;
    if (participantId === undefined) throw new RefusedError('notNow');
    const member = this.delivery.members.get(peerId);
    this.delivery.takeTicket({ peerId, participantId, recordNumber, purpose, isInvited });
    if (purpose !== 'kick' && member !== undefined) this.#departed(member, false);
  }

  async resume(peer: Peer, { leaf, epoch }: Params<'resume'>): Promise<Result<'resume'>> {
    const { id: peerId, participantId } = peer;
    if (participantId === undefined) throw new RefusedError('notNow');
    await this.delivery.written();
    // Gone meanwhile: nobody would ever notice that this member is not there.
    if (this.#options.peers.get(peerId) === undefined) throw new RefusedError('notNow');
    const missed = this.delivery.resume({ peerId, participantId, leaf }, epoch);
    return missed ? { kind: 'resumed', missed: [...missed] } : { kind: 'reenter' };
  }

  relay(peer: Peer, { to, sealed }: Params<'relay'>): void {
    this.#requireMember(peer);
    if (to === null) {
      this.#tellOthers(peer.id, 'relayed', { from: peer.id, sealed });
      return;
    }
    if (this.delivery.members.get(to) === undefined) throw new RefusedError('unknownPeer');
    this.#options.peers.notify(to, 'relayed', { from: peer.id, sealed });
  }

  /** The other members with what they send. */
  views(peer: Peer): PeerView[] {
    return this.members
      .filter(({ peerId }) => peerId !== peer.id)
      .map((member) => ({ ...member, producers: this.media.producersOf(member.peerId) }));
  }

  /** A peer leaves the group, or its connection is gone. */
  leave(peer: Peer, { forGood }: { forGood: boolean }): void {
    const member = this.delivery.members.get(peer.id);
    this.delivery.drop(peer.id);
    this.media.close(peer.id);
    if (member !== undefined) this.#departed(member, forGood);
  }

  /** The session is over. */
  close(code: ErrorCode): void {
    this.delivery.close(code);
    this.#caretaker.close();
    this.media.closeAll();
    for (const { peerId } of this.members) this.#options.peers.get(peerId)?.leavesGroup();
  }

  #joined(member: GroupMember): void {
    const { peerId, participantId, leaf } = member;
    const peer = this.#options.peers.get(peerId);
    if (peer === undefined) return;
    peer.joins(participantId, leaf);
    this.#caretaker.present(leaf);
    for (const other of this.members.filter((one) => one.peerId !== peerId)) {
      peer.notify('peerJoined', other);
      this.#options.peers.notify(other.peerId, 'peerJoined', member);
    }
    this.#options.memberCame(peerId);
    this.#options.membersChanged();
  }

  #departed(member: GroupMember, forGood: boolean): void {
    this.#removed(member);
    this.#caretaker.gone(member.leaf, forGood);
  }

  #removed({ peerId }: GroupMember): void {
    this.media.close(peerId);
    this.#options.peers.get(peerId)?.leavesGroup();
    this.#tellOthers(peerId, 'peerLeft', { peerId });
    this.#options.membersChanged();
  }

  /** [V-13] What it prepared for a join that does not come ends. */
  #turnOver(peerId: PeerId): void {
    if (!this.belongs(peerId)) this.media.close(peerId);
  }

  #committed({ record }: FinalCommit): void {
    this.#caretaker.committed();
    this.media.sweep();
    if (record !== null) this.#options.recordChanged();
  }

  /** [G-15] Ends what members send who may not, as the meeting asks for consent now. */
  async stopUnconsented(): Promise<void> {
    const stop = async ({ peerId }: GroupMember): Promise<void> => {
      const may = await this.#mayProduce(peerId).catch((error: unknown) => {
        if (!(error instanceof RefusedError)) throw error;
        return true; // gone meanwhile, with all it sent
      });
      if (!may) this.media.stopProducing(peerId);
    };
    await Promise.all(this.members.map((member) => stop(member)));
  }

  async #mayProduce(peerId: PeerId): Promise<boolean> {
    const peer = this.#options.peers.get(peerId);
    if (!this.isMember(peerId) || peer === undefined) throw new RefusedError('notAllowed');
    return this.#options.mayProduce(peer);
  }

  #requireMember(peer: Peer): void {
    if (!this.isMember(peer.id)) throw new RefusedError('notNow');
  }

  #tellOthers<N extends NotificationName>(
    but: PeerId | undefined,
    name: N,
    payload: Notification<N>,
  ): void {
    for (const { peerId } of this.members) {
      if (peerId !== but) this.#options.peers.notify(peerId, name, payload);
    }
  }
}
