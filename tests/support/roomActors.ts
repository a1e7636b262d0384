import type { Params, Result } from '../../shared/src/wire/peerRequests.ts';
import type { Notification, NotificationName } from '../../shared/src/wire/serverNotifications.ts';
import type { NumberedRecord } from '../../shared/src/wire/keys.ts';
import {
  encodeRoleCertificate,
  type RoleCertificate,
} from '../../shared/src/wire/signed/roleCertificate.ts';
import type { SessionId } from '../../shared/src/ids.ts';
import { LocalRooms, type Heard, type LocalEnd } from './LocalRooms.ts';
import { ManualTime, settle } from './ManualTime.ts';
import {
  certified,
  newRequestId,
  newSessionId,
  newSigner,
  participantIdOf,
  proofOf,
  random,
  recordBy,
  startBy,
  type Signer,
} from './signers.ts';
import { draftMeeting, type TestMeeting } from './testMeeting.ts';
import { newHead } from './TestMember.ts';

/** A room with its door, and people who come to it. */
export class RoomStage {
  readonly time = new ManualTime();
  readonly rooms = new LocalRooms(this.time);
  readonly meeting: TestMeeting;

  constructor(change: Parameters<typeof draftMeeting>[0] = {}) {
    this.meeting = draftMeeting(change);
    this.rooms.store.create(this.meeting.request);
  }

  /** The session that runs. */
  get sessionId(): SessionId {
    const running = this.rooms.store.peekSession(this.meeting.meetingId);
    if (running === undefined) throw new Error('no session');
    return running.sessionId;
  }

  /** The next record, by the host's key or whoever is given. */
  nextRecord(by?: { author: Signer; certificate?: RoleCertificate }): NumberedRecord {
    const { meetingId, host } = this.meeting;
    const previous = this.rooms.store.peek(meetingId)?.record;
    return recordBy(by?.author ?? host, { meetingId, previous, ...by });
  }

  /** Somebody who has entered. */
  async visitor(
    participant: Signer = newSigner(),
    link: 'copied' | 'mailed' = 'copied',
  ): Promise<RoomActor> {
    const actor = new RoomActor(this, participant);
    await actor.enter({ joinProof: this.meeting.proofs[link] });
    return actor;
  }

  /** The host, with a session begun. */
  async host(): Promise<RoomActor> {
    const host = await this.visitor();
    await host.start();
    return host;
  }

  /** Somebody who has joined. */
  async guest(leaf: number, participant?: Signer): Promise<RoomActor> {
    const guest = await this.visitor(participant);
    await guest.join(leaf);
    return guest;
  }
}

/** One connection to a room, with everything that it heard. */
export class RoomActor {
  readonly stage: RoomStage;
  readonly participant: Signer;
  readonly end: LocalEnd;
  readonly heard: Heard[] = [];
  /** Whether it answers what members are shown. */
  applies = true;
  entered: Result<'enter'> | undefined;
  leaf = -1;
  epoch = -1;
  #sessionId: SessionId | undefined;

  constructor(stage: RoomStage, participant: Signer) {
    this.stage = stage;
    this.participant = participant;
    this.end = stage.rooms.connect((heard) => {
      this.heard.push(heard);
      if (heard.name === 'commit' && this.applies) this.#apply(heard.payload.commitId);
      if (heard.name === 'commitFinal') this.epoch = heard.payload.epoch;
    });
  }

  get participantId(): ReturnType<typeof participantIdOf> {
    return participantIdOf(this.participant);
  }

  get sessionId(): SessionId {
    const { meetingId } = this.stage.meeting;
    const running = this.stage.rooms.store.peekSession(meetingId)?.sessionId;
    const known = this.#sessionId ?? running;
    if (known === undefined) throw new Error('no session');
    return known;
  }

  get place(): { sessionId: SessionId; proof: Params<'resume'>['proof'] } {
    return this.proofFor(this.sessionId);
  }

  proofFor(sessionId: SessionId): { sessionId: SessionId; proof: Params<'resume'>['proof'] } {
    const { meetingId } = this.stage.meeting;
    const challenge = this.entered?.challenge ?? random(32);
    return { sessionId, proof: proofOf(this.participant, { challenge, meetingId, sessionId }) };
  }

  async enter(change: Partial<Params<'enter'>> = {}): Promise<void> {
    const { meetingId, proofs } = this.stage.meeting;
    this.entered = await this.end.ask('enter', {
      meetingId,
      joinProof: proofs.copied,
      ...change,
    });
  }

  names(): NotificationName[] {
    return this.heard.map(({ name }) => name);
  }

  told<N extends NotificationName>(name: N): Notification<N>[] {
    return this.heard.flatMap((heard) => (isNamed(heard, name) ? [heard.payload] : []));
  }

  async start(change: Partial<Params<'startSession'>> = {}): Promise<Result<'startSession'>> {
    const { meetingId, host } = this.stage.meeting;
    const sessionId = change.sessionId ?? newSessionId();
    const record = this.stage.nextRecord();
    const { number } = record;
    const result = await this.end.ask('startSession', {
      ...this.proofFor(sessionId),
      start: startBy(host, { meetingId, sessionId, recordNumber: number }),
      head: newHead(0),
      record,
      openKeys: null,
      ...change,
    });
    this.#sessionId = sessionId;
    this.leaf = 0;
    this.epoch = 0;
    return result;
  }

  /** Takes one with the host's word for it, unless told otherwise: nobody has to write a letter. */
  async takeTicket(change: Partial<Params<'takeTicket'>> = {}): Promise<void> {
    const { meetingId, host } = this.stage.meeting;
    const scope = { meetingId, sessionId: this.sessionId };
    await this.end.ask('takeTicket', {
      ...this.place,
      purpose: 'join',
      recordNumber: this.stage.rooms.meeting(meetingId).record.number,
      certificate: encodeRoleCertificate(certified(host, this.participant, scope)),
      ...change,
    });
  }

  async join(
    leaf: number,
    purpose: 'join' | 'return' = 'join',
    removes: number[] = [],
  ): Promise<void> {
    await this.takeTicket({ purpose });
    await settle();
    const ticket = this.told('ticket').at(-1);
    if (ticket === undefined) throw new Error('no ticket');
    await this.commit({ leaf, removes, epoch: ticket.head.epoch });
    this.leaf = leaf;
  }

  async commit(change: Partial<Params<'commit'>> = {}): Promise<void> {
    const epoch = change.epoch ?? this.epoch;
    const params = {
      commitId: newRequestId(),
      sessionId: this.sessionId,
      epoch,
      commit: random(10),
      head: newHead(epoch + 1),
      leaf: this.leaf,
      removes: [],
      record: null,
      openKeys: null,
      ...change,
    };
    ({ epoch: this.epoch } = await this.end.ask('commit', params));
    await settle();
  }

  /** The next record by a deputy, in a commit or start of this one. */
  nextRecord(author: Signer = this.participant, sessionId?: SessionId): NumberedRecord {
    const { meetingId, host } = this.stage.meeting;
    const certificate = certified(host, author, { meetingId, sessionId });
    return this.stage.nextRecord({ author, certificate });
  }

  /** By who may, and numbered right, on a record that is not the stored one. */
  forkedRecord(): NumberedRecord {
    const { meetingId, host } = this.stage.meeting;
    const author = this.participant;
    const certificate = certified(host, author, { meetingId, sessionId: undefined });
    const first = recordBy(host, { meetingId, previous: undefined });
    const previous = recordBy(host, { meetingId, previous: first });
    return recordBy(author, { meetingId, previous, certificate });
  }

  async knock(knockId = newRequestId()): Promise<void> {
    await this.end.ask('knock', { knockId, sealedKnock: random(50) });
  }

  /** The connection is gone. */
  async drop(): Promise<void> {
    this.end.gone();
    await settle();
  }

  #apply(commitId: Params<'ackCommit'>['commitId']): void {
    const verdict = { kind: 'applied', confirmation: random(8) } as const;
    void this.end.ask('ackCommit', { commitId, verdict }).catch(() => undefined);
  }
}

/** The code that something is refused with; undefined when it is not. */
export async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

function isNamed<N extends NotificationName>(
  heard: Heard,
  name: N,
): heard is Extract<Heard, { name: N }> & { payload: Notification<N> } {
  return heard.name === name;
}
