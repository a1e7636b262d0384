import { equalBytes, fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import {
  ParticipantId as ParticipantIdSchema,
  PeerId as PeerIdSchema,
  type MeetingId,
  type ParticipantId,
  type PeerId,
  type RequestId,
  type SessionId,
} from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { GroupHead, NumberedRecord } from '@conclave/shared/wire/keys';
import type { CreateMeeting, ReplaceLinks } from '@conclave/shared/wire/meetingApi';
import {
  peerRequests,
  type LinkKind,
  type Params,
  type PeerMethod,
  type Result,
} from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { peerProofBytes } from '@conclave/shared/wire/signed/peerProof';
import { decodeSessionEnd, sessionEndBytes } from '@conclave/shared/wire/signed/sessionEnd';
import { decodeSessionStart, sessionStartBytes } from '@conclave/shared/wire/signed/sessionStart';
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import * as v from 'valibot';
import type { AnyNotification } from '../../web/src/lib/signaling/SignalingPort.ts';
import type { Timers } from '../../web/src/lib/e2ee/session/Timers.ts';
import type { Connect, ServerEnd } from './MemoryPort.ts';

const ASK_MS = 3_000;
const GONE_MS = 5_000;
const UPDATE_MS = 5 * 60_000;

interface Link {
  readonly kind: LinkKind;
  readonly version: number;
  readonly proofHash: Bytes;
  readonly sealedCard: Bytes;
}

interface Peer {
  readonly id: PeerId;
  readonly challenge: Bytes;
  readonly notify: (heard: AnyNotification) => void;
  link: Link | undefined;
  /** What is to follow the next answer. */
  held: AnyNotification[] | undefined;
  isGone: boolean;
}

interface Member {
  readonly peer: Peer;
  readonly participantId: ParticipantId;
  readonly leaf: number;
}

export interface FinalCommit {
  readonly commitId: RequestId;
  readonly epoch: number;
  readonly commit: Bytes;
  readonly leaf: number;
  readonly removes: number[];
  readonly record: NumberedRecord | null;
}

interface Ballot {
  readonly author: Peer;
  readonly participantId: ParticipantId;
  readonly params: Params<'commit'>;
  readonly asked: Set<PeerId>;
  applied: number;
  refused: number;
  final: boolean;
  readonly answer: PromiseWithResolvers<{ epoch: number }>;
  cancel: () => void;
}

interface Ticket {
  readonly peer: Peer;
  readonly participantId: ParticipantId;
  readonly purpose: 'join' | 'return' | 'kick';
  readonly recordNumber: number;
}

interface Session {
  readonly sessionId: SessionId;
  heads: GroupHead[];
  readonly leaves: Map<number, ParticipantId>;
  readonly members: Map<PeerId, Member>;
  readonly log: FinalCommit[];
  ballot: Ballot | undefined;
  readonly past: Map<RequestId, Ballot>;
  turn: Ticket | undefined;
  queue: Ticket[];
  cancelUpdate: () => void;
}

type Asked = Notification<'knock'>['asked'];

interface Knock {
  readonly from: Peer;
  readonly knockId: RequestId;
  readonly sealedKnock: Bytes;
  readonly failed: Set<PeerId>;
  state: 'nobody' | 'asked' | 'all' | 'held';
  /** Who told it to wait. */
  keeper?: Peer;
  cancel: () => void;
}

interface Meeting {
  readonly meetingId: MeetingId;
  readonly hostKey: Bytes;
  open: boolean;
  links: Link[];
  record: NumberedRecord;
  openKeys: Bytes | null;
  readonly peers: Set<Peer>;
  readonly knocks: Map<RequestId, Knock>;
  session: Session | undefined;
}

/** How a test makes the server lie: it may change, add or drop what the server says to a peer. */
export type Meddle = (to: PeerId, heard: AnyNotification) => AnyNotification[];
/** The same for what peers ask; throwing a RefusedError refuses. */
export type MeddleRequest = (from: PeerId, method: PeerMethod, params: unknown) => unknown;
export type MeddleResult = (to: PeerId, method: PeerMethod, result: unknown) => unknown;

/**
 * The server of protocol.md section 8 in memory, for tests of the browsers' side. It keeps the order of
 * things and nothing else; `meddle` makes an attacker of it.
 */
export class MemoryServer {
  readonly meetings = new Map<MeetingId, Meeting>();
  meddle: Meddle = (_to, heard) => [heard];
  meddleRequest: MeddleRequest = (_from, _method, params) => params;
  meddleResult: MeddleResult = (_to, _method, result) => result;
  readonly #timers: Timers;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  create(request: CreateMeeting): void {
    const { meetingId, hostKey, open, record, openKeys, links } = request;
    this.meetings.set(meetingId, {
      meetingId,
      hostKey: fromBase64Url(hostKey),
      open,
      links: links.map(readLink),
      record: { number: record.number, record: fromBase64Url(record.record) },
      openKeys: openKeys === null ? null : fromBase64Url(openKeys),
      peers: new Set(),
      knocks: new Map(),
      session: undefined,
    });
  }

  replaceLinks(meetingId: MeetingId, { open, links, openKeys }: ReplaceLinks): void {
    const meeting = this.meeting(meetingId);
    meeting.open = open;
    meeting.links = links.map(readLink);
    meeting.openKeys = openKeys === null ? null : fromBase64Url(openKeys);
  }

  meeting(meetingId: MeetingId): Meeting {
    const meeting = this.meetings.get(meetingId);
    if (meeting === undefined) throw new RefusedError('linkUnknown');
    return meeting;
  }

  /** It keeps everything in memory, and so would be no server any more. */
  restart(): Promise<void> {
    throw new Error('the double does not restart');
  }

  readonly connect: Connect = (notify): ServerEnd => {
    const peer: Peer = {
      id: v.parse(PeerIdSchema, toBase64Url(random(16))),
      challenge: random(32),
      notify,
      link: undefined,
      held: undefined,
      isGone: false,
    };
    let meeting: Meeting | undefined;
    return {
      request: async (method, asked) => {
        const params = this.meddleRequest(peer.id, method, asked);
        if (method === 'enter') meeting = this.#find(params);
        if (meeting === undefined) throw new RefusedError('notAllowed');
        const result = await this.#handle({ meeting, peer }, method, params);
        return this.meddleResult(peer.id, method, result);
      },
      answered: () => {
        const held = peer.held ?? [];
        peer.held = undefined;
        for (const heard of held) peer.notify(heard);
      },
      gone: () => {
        if (meeting !== undefined) this.#gone(meeting, peer);
      },
    };
  };

  /** Tells a peer something, as the server would. */
  tell(peer: Peer, heard: AnyNotification): void {
    for (const one of this.meddle(peer.id, heard)) {
      if (peer.held === undefined) peer.notify(one);
      else peer.held.push(one);
    }
  }

  #find(params: unknown): Meeting | undefined {
    const { meetingId } = asParams('enter', params);
    return this.meetings.get(meetingId);
  }

  #handle(at: At, method: PeerMethod, params: unknown): unknown {
    const handler = this.#handlers[method];
    if (handler === undefined) throw new RefusedError('notAllowed');
    return handler(at, params);
  }

  readonly #handlers: Partial<Record<PeerMethod, (at: At, params: unknown) => unknown>> = {
    enter: (at, params) => this.#enter(at, asParams('enter', params)),
    knock: (at, params) => this.#knock(at, asParams('knock', params)),
    withdrawKnock: ({ meeting }, params) =>
      this.#endKnock(meeting, asParams('withdrawKnock', params).knockId),
    answerKnock: (at, params) => this.#answerKnock(at, asParams('answerKnock', params)),
    startSession: (at, params) => this.#start(at, asParams('startSession', params)),
    takeTicket: (at, params) => this.#takeTicket(at, asParams('takeTicket', params)),
    commit: (at, params) => this.#commit(at, asParams('commit', params)),
    ackCommit: (at, params) => this.#ack(at, asParams('ackCommit', params)),
    resume: (at, params) => this.#resume(at, asParams('resume', params)),
    reportHead: (at, params) => this.#reportHead(at, asParams('reportHead', params)),
    provideHead: (at, params) => this.#provideHead(at, asParams('provideHead', params)),
    relay: (at, params) => this.#relay(at, asParams('relay', params)),
    endSession: (at, params) => this.#endSession(at, asParams('endSession', params)),
    leave: (at) => this.#leave(at),
  };

  // the door ------------------------------------------------------------------------------------

  #enter({ meeting, peer }: At, { joinProof }: Params<'enter'>): Result<'enter'> {
    const hash = sha256(joinProof);
    const link = meeting.links.find(({ proofHash }) => equalBytes(proofHash, hash));
    if (link === undefined) throw new RefusedError('linkUnknown');
    peer.link = link;
    meeting.peers.add(peer);
    const { session } = meeting;
    return {
      peerId: peer.id,
      challenge: peer.challenge,
      linkKind: link.kind,
      linkVersion: link.version,
      hostKey: meeting.hostKey,
      sealedCard: link.sealedCard,
      record: meeting.record.record,
      openKeys: meeting.openKeys,
      session: session === undefined ? null : sessionView(meeting, session),
    };
  }

  #knock({ meeting, peer }: At, { knockId, sealedKnock }: Params<'knock'>): object {
    if (meeting.knocks.has(knockId)) return {};
    const knock: Knock = {
      from: peer,
      knockId,
      sealedKnock,
      failed: new Set(),
      state: 'nobody',
      cancel: () => undefined,
    };
    meeting.knocks.set(knockId, knock);
    this.#askDoorkeeper(meeting, knock);
    return {};
  }

  #askDoorkeeper(meeting: Meeting, knock: Knock): void {
    knock.cancel();
    const keeper = membersOf(meeting).find(({ peer }) => !knock.failed.has(peer.id));
    if (keeper === undefined) {
      knock.state = 'nobody';
      this.tell(knock.from, {
        name: 'knockWaiting',
        payload: { knockId: knock.knockId, for: 'nobody' },
      });
      if (knock.failed.size === 0) return;
      knock.failed.clear();
      knock.cancel = this.#timers.after(ASK_MS, () => this.#askDoorkeeper(meeting, knock));
      return;
    }
    knock.state = 'asked';
    knock.cancel = this.#timers.after(ASK_MS, () => {
      knock.failed.add(keeper.peer.id);
      this.#askDoorkeeper(meeting, knock);
    });
    this.#showKnock(knock, keeper.peer, 'doorkeeper');
  }

  #showKnock({ knockId, sealedKnock, from }: Knock, to: Peer, asked: Asked): void {
    this.tell(to, {
      name: 'knock',
      payload: { knockId, sealedKnock, linkKind: from.link?.kind ?? 'copied', asked },
    });
  }

  #answerKnock({ meeting, peer }: At, { knockId, answer }: Params<'answerKnock'>): object {
    const knock = meeting.knocks.get(knockId);
    if (knock === undefined) throw new RefusedError('knockUnknown');
    if (meeting.session?.members.has(peer.id) !== true) throw new RefusedError('notAllowed');
    if (answer.kind === 'needsClick') {
      if (knock.state === 'all') return {};
      knock.cancel();
      knock.state = 'all';
      for (const member of membersOf(meeting)) this.#showKnock(knock, member.peer, 'all');
      this.tell(knock.from, { name: 'knockWaiting', payload: { knockId, for: 'asked' } });
      return {};
    }
    if (answer.kind === 'held') return this.#hold({ meeting, peer }, knock, answer.sealedHeld);
    this.#endKnock(meeting, knockId);
    if (answer.kind === 'refused')
      this.tell(knock.from, { name: 'knockRefused', payload: { knockId } });
    else
      this.tell(knock.from, {
        name: 'letter',
        payload: { knockId, sealedLetter: answer.sealedLetter },
      });
    return {};
  }

  #hold({ meeting, peer }: At, knock: Knock, sealedHeld: Bytes): object {
    knock.cancel();
    knock.state = 'held';
    knock.keeper = peer;
    const { knockId } = knock;
    this.tell(knock.from, { name: 'knockHeld', payload: { knockId, sealedHeld } });
    for (const member of membersOf(meeting)) {
      if (member.peer !== peer) this.#showKnock(knock, member.peer, 'keeper');
    }
    return {};
  }

  #endKnock(meeting: Meeting, knockId: RequestId): object {
    const knock = meeting.knocks.get(knockId);
    if (knock === undefined) return {};
    knock.cancel();
    meeting.knocks.delete(knockId);
    for (const { peer } of membersOf(meeting))
      this.tell(peer, { name: 'knockGone', payload: { knockId } });
    return {};
  }

  /** Somebody who can answer has come. */
  #askAgain(meeting: Meeting, who: Peer): void {
    for (const knock of meeting.knocks.values()) {
      if (knock.state === 'nobody') this.#askDoorkeeper(meeting, knock);
      if (knock.state === 'all') this.#showKnock(knock, who, 'all');
      if (knock.state === 'held') this.#showKnock(knock, who, 'keeper');
    }
  }

  // the session ---------------------------------------------------------------------------------

  #start({ meeting, peer }: At, params: Params<'startSession'>): Result<'startSession'> {
    const { sessionId, proof, head, record, openKeys } = params;
    const participantId = proven(proof, { peer, meeting, sessionId });
    if (meeting.session?.sessionId === sessionId) return { participantId };
    if (meeting.session !== undefined) throw new RefusedError('sessionRunning');
    if (!mayStart(meeting, params)) throw new RefusedError('notAllowed');
    if (record !== null) {
      meeting.record = record;
      meeting.openKeys = openKeys;
    }
    meeting.session = {
      sessionId,
      heads: [head],
      leaves: new Map([[0, participantId]]),
      members: new Map(),
      log: [],
      ballot: undefined,
      past: new Map(),
      turn: undefined,
      queue: [],
      cancelUpdate: () => undefined,
    };
    this.#addMember(meeting, meeting.session, { peer, participantId, leaf: 0 });
    for (const other of meeting.peers) {
      if (other === peer) continue;
      this.tell(other, {
        name: 'sessionOpened',
        payload: { sessionId, recordNumber: meeting.record.number },
      });
    }
    this.#askAgain(meeting, peer);
    return { participantId };
  }

  #addMember(meeting: Meeting, session: Session, member: Member): void {
    for (const [id, other] of session.members) {
      if (other.participantId !== member.participantId || id === member.peer.id) continue;
      session.members.delete(id);
      this.tell(other.peer, { name: 'replaced', payload: {} });
      for (const rest of session.members.values())
        this.tell(rest.peer, { name: 'peerLeft', payload: { peerId: id } });
      this.#tidyLater(meeting, session, other);
    }
    session.members.set(member.peer.id, member);
    for (const knock of [...meeting.knocks.values()]) {
      if (knock.from === member.peer) this.#endKnock(meeting, knock.knockId);
    }
    const { participantId, leaf, peer } = member;
    peer.held ??= []; // the answer to the request that made it a member goes out first [V-4]
    this.#introduce(session, member);
    for (const other of session.members.values()) {
      if (other.peer === peer) continue;
      this.tell(other.peer, {
        name: 'peerJoined',
        payload: { peerId: peer.id, participantId, leaf },
      });
    }
  }

  #introduce(session: Session, member: Member): void {
    for (const other of session.members.values()) {
      if (other.peer === member.peer) continue;
      const { participantId, leaf } = other;
      this.tell(member.peer, {
        name: 'peerJoined',
        payload: { peerId: other.peer.id, participantId, leaf },
      });
    }
  }

  #takeTicket({ meeting, peer }: At, params: Params<'takeTicket'>): object {
    const session = running(meeting, params.sessionId);
    const participantId = proven(params.proof, { peer, meeting, sessionId: params.sessionId });
    if (params.purpose === 'kick' && !session.members.has(peer.id)) {
      throw new RefusedError('notAllowed');
    }
    if (params.recordNumber !== meeting.record.number) throw new RefusedError('letterOutdated');
    if (params.purpose !== 'kick') session.members.delete(peer.id);
    const { purpose, recordNumber } = params;
    this.#dropTicket(session, peer);
    session.queue.push({ peer, participantId, purpose, recordNumber });
    if (purpose === 'kick' && session.turn !== undefined && session.turn.purpose !== 'kick') {
      session.queue.unshift(session.turn);
      session.turn = undefined;
    }
    this.#serve(meeting, session);
    return {};
  }

  #dropTicket(session: Session, peer: Peer): void {
    session.queue = session.queue.filter((ticket) => ticket.peer !== peer);
    if (session.turn?.peer === peer) session.turn = undefined;
  }

  #serve(meeting: Meeting, session: Session): void {
    if (session.turn !== undefined || session.ballot !== undefined) return;
    const next = session.queue.find(({ purpose }) => purpose === 'kick') ?? session.queue[0];
    if (next === undefined) return;
    session.queue = session.queue.filter((ticket) => ticket !== next);
    session.turn = next;
    const alone = [...session.members.values()].every(
      (m) => m.participantId === next.participantId,
    );
    const payload = {
      head: headOf(session),
      recordNumber: meeting.record.number,
      alone,
      leaseMs: ASK_MS,
    };
    this.tell(next.peer, { name: 'ticket', payload: payload });
    this.#timers.after(ASK_MS, () => {
      if (session.turn !== next || session.ballot?.author === next.peer) return;
      session.turn = undefined;
      this.#serve(meeting, session);
    });
  }

  #commit({ meeting, peer }: At, params: Params<'commit'>): Promise<{ epoch: number }> {
    const session = running(meeting, params.sessionId);
    const known = session.past.get(params.commitId);
    if (known !== undefined) return known.answer.promise;
    const member = session.members.get(peer.id);
    const ticket = session.turn?.peer === peer ? session.turn : undefined;
    const refusal = this.#whyNot(session, params, { member, ticket });
    if (refusal !== undefined) throw new RefusedError(refusal);
    const participantId = member?.participantId ?? ticket?.participantId;
    if (participantId === undefined) throw new RefusedError('ticketRequired');
    const ballot = this.#propose(session, { peer, participantId, params });
    if (ballot.asked.size === 0) this.#final(meeting, session, ballot);
    else ballot.cancel = this.#timers.after(ASK_MS, () => this.#void(meeting, session, ballot));
    return ballot.answer.promise;
  }

  #propose(
    session: Session,
    {
      peer,
      participantId,
      params,
    }: { peer: Peer; participantId: ParticipantId; params: Params<'commit'> },
  ): Ballot {
    const others = [...session.members.values()].filter((other) => other.peer !== peer);
    const asked = others.filter(({ leaf }) => !params.removes.includes(leaf));
    const ballot: Ballot = {
      author: peer,
      participantId,
      params,
      asked: new Set(asked.map((other) => other.peer.id)),
      applied: 0,
      refused: 0,
      final: false,
      answer: Promise.withResolvers<{ epoch: number }>(),
      cancel: () => undefined,
    };
    ballot.answer.promise.catch(() => undefined);
    session.ballot = ballot;
    session.past.set(params.commitId, ballot);
    for (const other of others) this.#showCommit(other.peer, params);
    return ballot;
  }

  #whyNot(
    session: Session,
    params: Params<'commit'>,
    { member, ticket }: { member: Member | undefined; ticket: Ticket | undefined },
  ): ErrorCode | undefined {
    if (ticket === undefined && member === undefined) return 'ticketRequired';
    if (session.ballot !== undefined || params.epoch !== headOf(session).epoch) return 'staleEpoch';
    const kickWaits = [session.turn, ...session.queue].some((t) => t?.purpose === 'kick');
    if (kickWaits && ticket?.purpose !== 'kick') return 'kickWaiting';
    return undefined;
  }

  #showCommit(to: Peer, params: Params<'commit'>): void {
    const { commitId, epoch, commit, leaf, removes, record } = params;
    this.tell(to, { name: 'commit', payload: { commitId, epoch, commit, leaf, removes, record } });
  }

  #ack({ meeting, peer }: At, { commitId, verdict }: Params<'ackCommit'>): object {
    const { session } = meeting;
    const ballot = session?.past.get(commitId);
    if (session === undefined || ballot === undefined) return {};
    if (verdict.kind === 'applied' && verdict.confirmation !== null) {
      this.tell(ballot.author, {
        name: 'confirmation',
        payload: { commitId, confirmation: verdict.confirmation },
      });
    }
    if (!ballot.asked.delete(peer.id)) return {};
    if (verdict.kind === 'applied') ballot.applied += 1;
    else ballot.refused += 1;
    this.#count(meeting, session, ballot);
    return {};
  }

  #count(meeting: Meeting, session: Session, ballot: Ballot): void {
    if (session.ballot !== ballot) {
      if (ballot.final) this.#maybeAllApplied(session, ballot);
    } else if (ballot.applied > 0) {
      this.#final(meeting, session, ballot);
    } else if (ballot.asked.size === 0) {
      this.#void(meeting, session, ballot);
    }
  }

  #maybeAllApplied(session: Session, { params, asked, refused }: Ballot): void {
    if (asked.size > 0 || refused > 0) return;
    const final = { commitId: params.commitId, epoch: params.epoch + 1, allApplied: true };
    for (const { peer } of session.members.values())
      this.tell(peer, { name: 'commitFinal', payload: final });
  }

  #final(meeting: Meeting, session: Session, ballot: Ballot): void {
    const { params, author, participantId } = ballot;
    const { commitId, epoch, commit, leaf, removes, record } = params;
    ballot.cancel();
    ballot.final = true;
    session.ballot = undefined;
    session.heads = [params.head, ...session.heads].slice(0, 2);
    session.log.push({ commitId, epoch, commit, leaf, removes, record });
    if (record !== null) {
      meeting.record = record;
      meeting.openKeys = params.openKeys;
    } else if (params.openKeys !== null) {
      meeting.openKeys = params.openKeys;
    }
    const allApplied = ballot.asked.size === 0 && ballot.refused === 0;
    const final = { commitId, epoch: epoch + 1, allApplied };
    for (const { peer } of session.members.values()) {
      if (peer !== author) this.tell(peer, { name: 'commitFinal', payload: final });
    }
    this.#dropTicket(session, author);
    ballot.answer.resolve({ epoch: epoch + 1 });
    this.#moveLeaves(meeting, session, { peer: author, participantId, params });
    this.#turnAwayOutdated(meeting, session);
    this.#planUpdate(meeting, session);
    this.#serve(meeting, session);
  }

  #moveLeaves(
    meeting: Meeting,
    session: Session,
    {
      peer,
      participantId,
      params,
    }: { peer: Peer; participantId: ParticipantId; params: Params<'commit'> },
  ): void {
    for (const leaf of params.removes) {
      session.leaves.delete(leaf);
      for (const [id, member] of session.members) {
        if (member.leaf !== leaf) continue;
        session.members.delete(id);
        for (const rest of session.members.values())
          this.tell(rest.peer, { name: 'peerLeft', payload: { peerId: id } });
      }
    }
    session.leaves.set(params.leaf, participantId);
    if (session.members.has(peer.id)) return;
    const member = { peer, participantId, leaf: params.leaf };
    if (peer.isGone) {
      this.#absent({ meeting, session }, member, GONE_MS);
      return;
    }
    this.#addMember(meeting, session, member);
    this.#askAgain(meeting, peer);
  }

  #turnAwayOutdated(meeting: Meeting, session: Session): void {
    const { number } = meeting.record;
    const outdated = session.queue.filter((t) => t.purpose !== 'kick' && t.recordNumber !== number);
    session.queue = session.queue.filter((ticket) => !outdated.includes(ticket));
    for (const { peer } of outdated) {
      const payload = { head: headOf(session), recordNumber: number, alone: false, leaseMs: 0 };
      this.tell(peer, { name: 'ticket', payload: payload });
    }
  }

  #planUpdate(meeting: Meeting, session: Session): void {
    session.cancelUpdate();
    session.cancelUpdate = this.#timers.after(UPDATE_MS, () => {
      const [first] = membersOf(meeting);
      if (first !== undefined) this.tell(first.peer, { name: 'updateRequest', payload: {} });
    });
  }

  #void(meeting: Meeting, session: Session, ballot: Ballot): void {
    ballot.cancel();
    session.ballot = undefined;
    const { commitId } = ballot.params;
    for (const { peer } of session.members.values()) {
      if (peer !== ballot.author) this.tell(peer, { name: 'commitVoid', payload: { commitId } });
    }
    this.#dropTicket(session, ballot.author);
    ballot.answer.reject(new RefusedError('commitRefused'));
    this.#serve(meeting, session);
  }

  #resume({ meeting, peer }: At, params: Params<'resume'>): Result<'resume'> {
    const { session } = meeting;
    const participantId = proven(params.proof, { peer, meeting, sessionId: params.sessionId });
    const held = session?.leaves.get(params.leaf) === participantId;
    if (session?.sessionId !== params.sessionId || !held) return { kind: 'reenter' };
    const missed = session.log.filter(({ epoch }) => epoch >= params.epoch);
    if (missed.length !== headOf(session).epoch - params.epoch) return { kind: 'reenter' };
    this.#addMember(meeting, session, { peer, participantId, leaf: params.leaf });
    this.#askAgain(meeting, peer);
    const { ballot } = session;
    if (ballot !== undefined && ballot.author !== peer) {
      ballot.asked.add(peer.id);
      this.#showCommit(peer, ballot.params);
    }
    return { kind: 'resumed', missed };
  }

  #reportHead({ meeting, peer }: At, { epoch }: Params<'reportHead'>): object {
    const { session } = meeting;
    if (session === undefined || headOf(session).epoch !== epoch) return {};
    this.#dropTicket(session, peer);
    const [first] = membersOf(meeting);
    if (first !== undefined) this.tell(first.peer, { name: 'headRequest', payload: { epoch } });
    else if (session.heads.length > 1) session.heads = session.heads.slice(1);
    this.#serve(meeting, session);
    return {};
  }

  #provideHead({ meeting, peer }: At, { head }: Params<'provideHead'>): object {
    const { session } = meeting;
    if (session?.members.has(peer.id) !== true || head.epoch !== headOf(session).epoch) return {};
    session.heads = [head, ...session.heads.slice(1)];
    return {};
  }

  #relay({ meeting, peer }: At, { to, sealed }: Params<'relay'>): object {
    const { session } = meeting;
    if (session?.members.has(peer.id) !== true) throw new RefusedError('notAllowed');
    for (const member of session.members.values()) {
      if (member.peer === peer || (to !== null && member.peer.id !== to)) continue;
      this.tell(member.peer, { name: 'relayed', payload: { from: peer.id, sealed } });
    }
    return {};
  }

  #endSession({ meeting }: At, { sessionId, order }: Params<'endSession'>): object {
    const session = running(meeting, sessionId);
    if (!isEndOrdered(meeting, sessionId, order)) throw new RefusedError('notAllowed');
    this.#end(meeting, session);
    return {};
  }

  #end(meeting: Meeting, session: Session): void {
    session.cancelUpdate();
    meeting.session = undefined;
    const payload = { sessionId: session.sessionId, reason: 'ended' as const };
    for (const peer of meeting.peers) this.tell(peer, { name: 'sessionEnded', payload: payload });
  }

  #leave({ meeting, peer }: At): object {
    const { session } = meeting;
    const member = session?.members.get(peer.id);
    if (session === undefined || member === undefined) return {};
    this.#absent({ meeting, session }, member, 0);
    this.#askForKept(meeting, peer);
    return {};
  }

  /** Whoever told some to wait is no member any more. */
  #askForKept(meeting: Meeting, gone: Peer): void {
    for (const knock of meeting.knocks.values()) {
      if (knock.state === 'held' && knock.keeper === gone) this.#askDoorkeeper(meeting, knock);
    }
  }

  #gone(meeting: Meeting, peer: Peer): void {
    peer.isGone = true;
    meeting.peers.delete(peer);
    for (const knock of [...meeting.knocks.values()]) {
      if (knock.from === peer) this.#endKnock(meeting, knock.knockId);
    }
    const { session } = meeting;
    if (session === undefined) return;
    this.#dropTicket(session, peer);
    const member = session.members.get(peer.id);
    if (member !== undefined) this.#absent({ meeting, session }, member, GONE_MS);
    this.#askForKept(meeting, peer);
    const { ballot } = session;
    if (ballot?.asked.delete(peer.id) === true && ballot.asked.size === 0) {
      if (ballot.refused > 0) this.#void(meeting, session, ballot);
      else this.#final(meeting, session, ballot);
    }
    this.#serve(meeting, session);
  }

  #absent({ meeting, session }: Running, member: Member, afterMs: number): void {
    session.members.delete(member.peer.id);
    for (const { peer } of session.members.values()) {
      this.tell(peer, { name: 'peerLeft', payload: { peerId: member.peer.id } });
    }
    this.#timers.after(afterMs, () => this.#tidyLater(meeting, session, member));
  }

  /** [V-7] Asks until the leaf is gone or has a connection again. */
  #tidyLater(
    meeting: Meeting,
    session: Session,
    absent: Pick<Member, 'leaf' | 'participantId'>,
  ): void {
    const { leaf, participantId } = absent;
    if (meeting.session !== session || session.leaves.get(leaf) !== participantId) return;
    const members = membersOf(meeting);
    const [first] = members;
    if (first === undefined || members.some((member) => member.leaf === leaf)) return;
    this.tell(first.peer, { name: 'tidyRequest', payload: { leaves: [leaf] } });
    this.#timers.after(ASK_MS, () => this.#tidyLater(meeting, session, absent));
  }
}

interface Running {
  readonly meeting: Meeting;
  readonly session: Session;
}

interface At {
  readonly meeting: Meeting;
  readonly peer: Peer;
}

function asParams<M extends PeerMethod>(method: M, params: unknown): Params<M> {
  const schema: v.GenericSchema<unknown, Params<M>> = peerRequests[method].params;
  return v.parse(schema, params);
}

function random(size: number): Bytes {
  return new Uint8Array(randomBytes(size));
}

function sha256(bytes: Uint8Array): Bytes {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

function readLink(link: CreateMeeting['links'][number]): Link {
  const { kind, version, proofHash, sealedCard } = link;
  return {
    kind,
    version,
    proofHash: fromBase64Url(proofHash),
    sealedCard: fromBase64Url(sealedCard),
  };
}

function sessionView(meeting: Meeting, session: Session): NonNullable<Result<'enter'>['session']> {
  const { sessionId, members } = session;
  return { sessionId, recordNumber: meeting.record.number, members: members.size };
}

function membersOf({ session }: Meeting): Member[] {
  return [...(session?.members.values() ?? [])].sort((a, b) => a.leaf - b.leaf);
}

function headOf({ heads }: Session): GroupHead {
  const [head] = heads;
  if (head === undefined) throw new TypeError('a session without head');
  return head;
}

function running({ session }: Meeting, sessionId: SessionId): Session {
  if (session?.sessionId !== sessionId) throw new RefusedError('noSession');
  return session;
}

function isSigned(publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) };
  return verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), signature);
}

function proven(
  { participantKey, signature }: Params<'takeTicket'>['proof'],
  { peer, meeting, sessionId }: At & { sessionId: SessionId },
): ParticipantId {
  const { challenge } = peer;
  const signed = peerProofBytes({ challenge, meetingId: meeting.meetingId, sessionId });
  if (!isSigned(participantKey, signed, signature)) throw new RefusedError('notAllowed');
  return v.parse(ParticipantIdSchema, toBase64Url(sha256(participantKey).subarray(0, 16)));
}

function mayStart(meeting: Meeting, { start, sessionId }: Params<'startSession'>): boolean {
  if (start === null) return meeting.open;
  const decoded = decodeSessionStart(start);
  const { authorKey, certificate } = decoded.start;
  if (decoded.start.sessionId !== sessionId || certificate !== undefined) return false;
  if (!equalBytes(authorKey, meeting.hostKey)) return false;
  return isSigned(authorKey, sessionStartBytes(decoded.start), decoded.signature);
}

function isEndOrdered(meeting: Meeting, sessionId: SessionId, bytes: Bytes): boolean {
  const { authorKey, certificate, signature } = decodeSessionEnd(bytes);
  const named = certificate?.participantKey ?? meeting.hostKey;
  const signed = sessionEndBytes(meeting.meetingId, sessionId);
  return equalBytes(authorKey, named) && isSigned(authorKey, signed, signature);
}
