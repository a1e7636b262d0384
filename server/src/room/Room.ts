import type { MeetingId, ParticipantId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params, Result } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { isEndOrdered, provenParticipant } from './authority.ts';
import { beginSession } from './beginSession.ts';
import { isRecordBy } from './checkRecord.ts';
import { Knocks } from './Knocks.ts';
import { LiveSession } from './LiveSession.ts';
import { mayQueue } from './mayQueue.ts';
import type { Peer } from './Peer.ts';
import { Places } from './Places.ts';
import type { Arrival, RoomOptions } from './RoomOptions.ts';
import { RoomPeers } from './RoomPeers.ts';
import type { EndReason, StoredLink, StoredMeeting, StoredSession } from './RoomStore.ts';

type Reason = Notification<'sessionEnded'>['reason'];

/** The live side of a meeting: its door, and the session that runs. */
export class Room {
  readonly meetingId: MeetingId;
  readonly #options: RoomOptions;
  readonly #peers = new RoomPeers();
  readonly #knocks: Knocks;
  readonly #places: Places;
  #session: LiveSession | undefined;
  /** Sessions of this room that were over before it was. */
  readonly #ended = new Set<SessionId>();
  /** Came by links that were replaced since. */
  readonly #turnedAway = new WeakSet<Peer>();
  #working = 0;
  #isEmpty = false;

  constructor(options: RoomOptions) {
    this.meetingId = options.meetingId;
    this.#options = options;
    this.#knocks = new Knocks({
      ...options,
      members: () => this.#session?.delivery.members.awake ?? [],
      notify: (peerId, name, payload) => this.#peers.notify(peerId, name, payload),
    });
    this.#places = new Places({
      ...options,
      peers: this.#peers,
      sessionId: () => this.#session?.sessionId,
      isKnown: (participantId) => this.#session?.delivery.isKnown(participantId) === true,
      dismiss: (peer) => this.#dismiss(peer),
    });
    if (options.stored) {
      this.#isEmpty = true;
      this.#session = this.#open(options.stored);
      this.#session.awaitMembers();
    }
  }

  /** Nobody is connected and nothing is being written: it can be forgotten. */
  get isIdle(): boolean {
    return this.#peers.size === 0 && this.#working === 0;
  }

  /** Connections, those at the door included. */
  get size(): number {
    return this.#peers.size;
  }

  /** Whether somebody is in a session. */
  get isLive(): boolean {
    return this.#session !== undefined && this.#session.members.length > 0;
  }

  /** The session that runs. Refuses if there is none. */
  get session(): LiveSession {
    if (this.#session === undefined) throw new RefusedError('noSession');
    return this.#session;
  }

  /** A peer said something: it can be asked again. */
  heardFrom(peer: Peer): void {
    this.#session?.delivery.heardFrom(peer.id);
  }

  /** Somebody with a link has come to the door. */
  enter(peer: Peer, { link, meeting, returning }: Arrival): Result<'enter'> {
    this.#places.take(peer, returning);
    this.#peers.add(peer);
    peer.enters(this.meetingId, link);
    return {
      peerId: peer.id,
      challenge: peer.challenge,
      linkKind: link.kind,
      linkVersion: link.version,
      hostKey: meeting.hostKey,
      sealedCard: link.sealedCard,
      record: meeting.record.record,
      openKeys: meeting.openKeys,
      session: this.#view(),
    };
  }

  knock(peer: Peer, params: Params<'knock'>): void {
    const { state } = peer;
    if (state.at !== 'door' && state.at !== 'group') throw new RefusedError('notNow');
    if (this.#turnedAway.has(peer)) throw new RefusedError('linkUnknown');
    this.#places.proven(peer);
    this.#knocks.knock(peer.id, state.link.kind, params);
  }

  withdrawKnock(peer: Peer): void {
    this.#knocks.withdraw(peer.id);
  }

  answerKnock(peer: Peer, params: Params<'answerKnock'>): void {
    if (this.session.delivery.members.get(peer.id) === undefined) throw new RefusedError('notNow');
    this.#knocks.answer(peer.id, params);
  }

  /** 4.2. Repeating it with the same id gets the same answer. */
  async startSession(peer: Peer, params: Params<'startSession'>): Promise<Result<'startSession'>> {
    const participantId = this.#prove(peer, params);
    const { sessionId, head } = params;
    const founder = { peerId: peer.id, participantId, leaf: 0 };
    if (this.#session?.sessionId === sessionId) {
      this.#session.foundAgain(founder, head);
      return { participantId };
    }
    this.#checkNoSession();
    const isNew = await this.#work(async () => {
      const meeting = await this.#meeting();
      this.#checkNoSession();
      return this.#takeUp(
        await beginSession(this.#options.store, meeting, { participantId, params }),
      );
    });
    const { session } = this;
    const isOwn = session.sessionId === sessionId;
    // Gone meanwhile: the session is there, with nobody in it, until its founder comes back [V-1].
    if (isOwn && this.#peers.get(peer.id) !== undefined) session.found(founder);
    else this.#membersChanged(session.sessionId);
    if (isNew) this.#tellOpened(session);
    if (!isOwn) throw new RefusedError('sessionRunning');
    return { participantId };
  }

  async takeTicket(peer: Peer, params: Params<'takeTicket'>): Promise<void> {
    const { sessionId, recordNumber, purpose } = params;
    this.#checkSession(sessionId);
    this.#prove(peer, params);
    const isInvited = this.#knocks.isInvited(peer.id) || mayQueue(params, await this.#meeting());
    // The connection may have gone meanwhile, and the session with it.
    if (this.#peers.get(peer.id) === undefined) throw new RefusedError('notNow');
    this.#checkSession(sessionId);
    this.session.takeTicket(peer, { recordNumber, purpose, isInvited });
    this.#knocks.withdraw(peer.id);
  }

  async commit(peer: Peer, params: Params<'commit'>): Promise<Result<'commit'>> {
    this.#checkSession(params.sessionId);
    const { id: peerId, participantId } = peer;
    if (participantId === undefined) throw new RefusedError('ticketRequired');
    const { delivery } = this.session;
    return this.#work(async () => {
      if (params.record !== null && delivery.isTimely(params)) {
        const genuine = isRecordBy(participantId, params, await this.#meeting());
        // Meanwhile another may have come first, or this one by another connection.
        if (!genuine && delivery.isTimely(params)) throw new RefusedError('notAllowed');
      }
      return delivery.commit({ peerId, participantId }, params);
    });
  }

  async resume(peer: Peer, params: Params<'resume'>): Promise<Result<'resume'>> {
    this.#prove(peer, params);
    const session = this.#session;
    if (session?.sessionId !== params.sessionId) return { kind: 'reenter' };
    return session.resume(peer, params);
  }

  provideHead(peer: Peer, { head }: Params<'provideHead'>): Promise<void> {
    const { delivery } = this.session;
    return this.#work(() => delivery.provideHead(peer.id, head));
  }

  /** 4.3: over for everybody, by order of host or deputy. */
  async endSession(_peer: Peer, { sessionId, order }: Params<'endSession'>): Promise<void> {
    if (this.#ended.has(sessionId)) return;
    this.#checkSession(sessionId);
    const { hostKey } = await this.#meeting();
    const { meetingId } = this;
    if (!isEndOrdered(order, { meetingId, sessionId, hostKey }))
      throw new RefusedError('notAllowed');
    await this.#end(sessionId, 'ended');
  }

  /** Nobody has come for so long that nobody will. */
  expire(sessionId: SessionId): Promise<void> {
    return this.#end(sessionId, 'expired');
  }

  leave(peer: Peer): void {
    this.#knocks.withdraw(peer.id);
    this.#session?.leave(peer, { forGood: true });
  }

  /** A connection is gone. */
  drop(peer: Peer): void {
    if (!this.#peers.remove(peer)) return;
    this.#places.gone(peer);
    this.#session?.leave(peer, { forGood: false });
    this.#knocks.drop(peer.id);
  }

  /**
   * Card or links were replaced. Who came by a link that stays gets the new card; who came by an old one does not
   * knock any more. [G-15] Where the meeting asks for consent from now on, who has not answered sends no longer.
   */
  async linksReplaced(links: readonly StoredLink[]): Promise<void> {
    for (const peer of this.#peers.renewCards(links)) {
      if (peer.state.at !== 'door') continue;
      this.#turnedAway.add(peer);
      this.#knocks.refuse(peer.id);
    }
    await this.#session?.stopUnconsented();
  }

  /** The organizer deleted the meeting with all that belongs to it. */
  deleted(): void {
    this.#over('deleted');
    for (const peer of this.#peers.all) this.#dismiss(peer);
  }

  /** [G-9] A participant took its consent back. */
  stopProducing(participantId: ParticipantId): void {
    for (const peer of this.#peers.all) {
      if (peer.participantId === participantId) this.#session?.media.stopProducing(peer.id);
    }
  }

  /** The server stops, or the room is another's: everybody comes back to that. Returns those who were here. */
  close(): readonly Peer[] {
    this.#peers.tell(() => true, 'serverStopping', {});
    this.#session?.close('unavailable');
    this.#knocks.close();
    return this.#peers.all;
  }

  #open(stored: StoredSession): LiveSession {
    const { store, timers, sfu, mayProduce, maxMembers, failed } = this.#options;
    const { sessionId } = stored;
    return new LiveSession({
      stored,
      journal: store.journal(this.meetingId, sessionId),
      peers: this.#peers,
      timers,
      sfu,
      mayProduce,
      maxMembers,
      failed,
      memberCame: (peerId) => this.#knocks.memberCame(peerId),
      membersChanged: () => this.#membersChanged(sessionId),
      recordChanged: () => this.#knocks.recordChanged(),
    });
  }

  /** Notes since when nobody is connected: such a session ends some day. */
  #membersChanged(sessionId: SessionId): void {
    this.#knocks.membersChanged();
    const isEmpty = this.#session?.members.length === 0;
    if (isEmpty === this.#isEmpty) return;
    this.#isEmpty = isEmpty;
    const { store, clock, failed } = this.#options;
    const since = isEmpty ? clock.now() : null;
    void this.#work(() => store.setEmptySince(sessionId, since)).catch(failed);
  }

  #view(): Result<'enter'>['session'] {
    if (this.#session === undefined) return null;
    const { sessionId, recordNumber, members } = this.#session;
    return { sessionId, recordNumber, members: members.length };
  }

  /** [P-1, V-6] Whose key this connection holds; that participant's other connections give way. */
  #prove(
    peer: Peer,
    { proof, sessionId }: Pick<Params<'resume'>, 'proof' | 'sessionId'>,
  ): ParticipantId {
    // A late word of a connection that has gone must not end the one that took its place.
    if (this.#peers.get(peer.id) === undefined) throw new RefusedError('notNow');
    const { challenge } = peer;
    const participantId = provenParticipant(proof, {
      challenge,
      meetingId: this.meetingId,
      sessionId,
    });
    if (participantId === undefined) throw new RefusedError('notAllowed');
    const before = peer.participantId;
    if (before !== undefined && before !== participantId) throw new RefusedError('notAllowed');
    peer.proves(participantId);
    this.#places.proven(peer);
    for (const other of this.#peers.othersOf(participantId, peer)) {
      other.notify('replaced', {});
      this.#dismiss(other);
    }
    return participantId;
  }

  #dismiss(peer: Peer): void {
    this.drop(peer);
    peer.close();
  }

  /** Whether it is new to this room. Nobody is in it yet, as its row does not say. */
  #takeUp(begun: StoredSession): boolean {
    if (this.#session?.sessionId === begun.sessionId) return false;
    this.#session = this.#open(begun);
    this.#isEmpty = false;
    return true;
  }

  #tellOpened({ sessionId, recordNumber }: LiveSession): void {
    this.#peers.tell((one) => one.state.at === 'door', 'sessionOpened', {
      sessionId,
      recordNumber,
    });
  }

  #checkNoSession(): void {
    if (this.#session !== undefined) throw new RefusedError('sessionRunning');
  }

  #checkSession(sessionId: SessionId): void {
    if (this.#ended.has(sessionId)) throw new RefusedError('meetingEnded');
    if (this.#session?.sessionId !== sessionId) throw new RefusedError('noSession');
  }

  async #meeting(): Promise<StoredMeeting> {
    const meeting = await this.#options.store.meeting(this.meetingId);
    if (meeting === undefined) throw new RefusedError('linkUnknown');
    return meeting;
  }

  async #end(sessionId: SessionId, reason: EndReason): Promise<void> {
    if (this.#session?.sessionId !== sessionId) return;
    await this.#work(() => this.#options.store.endSession(sessionId, reason));
    // Somebody else may have ended it in the same moment.
    if (!this.#ended.has(sessionId)) this.#over(reason);
  }

  #over(reason: Reason): void {
    if (this.#session === undefined) return;
    const { sessionId } = this.#session;
    this.#session.close('meetingEnded');
    this.#session = undefined;
    this.#ended.add(sessionId);
    this.#knocks.sessionEnded();
    this.#peers.tell(() => true, 'sessionEnded', { sessionId, reason });
  }

  /** Keeps the room while something is under way that it must hear the end of. */
  async #work<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#working -= 1;
    }
  }
}
