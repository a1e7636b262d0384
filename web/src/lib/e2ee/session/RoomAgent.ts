import { MAX_MEMBERS } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { Source } from '@conclave/shared/wire/media';
import type { AnyNotification } from '../../signaling/SignalingPort.ts';
import { importHostKeys, type HostKeys } from '../host/HostKeys.ts';
import type { HostMeeting } from '../host/HostMeeting.ts';
import { CtxSequence } from '../sframe/ctx.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import { background } from './background.ts';
import { knockKeysOf } from './bases.ts';
import { dispatch, type Hearing } from './dispatch.ts';
import { ConsentAgent } from './ConsentAgent.ts';
import { SummaryAgent } from './SummaryAgent.ts';
import { DirectTalk } from './DirectTalk.ts';
import { DocumentAgent } from './DocumentAgent.ts';
import { NO_DOCUMENTS } from './DocumentsOut.ts';
import { doorHearing } from './doorHearing.ts';
import { endAsHost } from './endAsHost.ts';
import { FilesAgent } from './FilesAgent.ts';
import { FrameSchedule } from './FrameSchedule.ts';
import type { InsideRoom } from './InsideRoom.ts';
import { Keepsake } from './Keepsake.ts';
import { linkAtHand } from './linkAtHand.ts';
import type { Parting } from './Membership.ts';
import { Passage } from './Passage.ts';
import { NOBODY } from './presence.ts';
import { RoomActs } from './RoomActs.ts';
import type { RoomAgentOptions } from './RoomAgentOptions.ts';
import type { Door, Presence, RoomCommands, RoomEvent, RoomPhase, RoomView } from './RoomView.ts';
import { SerialQueue } from './SerialQueue.ts';
import { ViewBoard } from './ViewBoard.ts';

/**
 * One browser in one session of one meeting: enters, joins, stays, comes back. Everything that opens
 * content passes here and nothing of it leaves but views, events and the keys of frames. After the
 * phase `over` or `refused` a new agent (and a new frame worker) is needed.
 */
export class RoomAgent implements RoomCommands {
  readonly #options: RoomAgentOptions;
  readonly #board: ViewBoard;
  readonly #queue = new SerialQueue();
  readonly #contexts = new CtxSequence();
  #hearing: Hearing = {};
  #presence: Presence = NOBODY;
  #host: HostKeys | undefined;
  #keepsake: Keepsake | undefined;
  #context: AgentContext | undefined;
  #passage: Passage | undefined;
  #stopListening: (() => void)[] = [];
  #isOver = false;
  /** For the document worker. */
  readonly documents = new DocumentAgent(
    () => this.#context,
    () => this.#passage?.room,
  );
  readonly consent = new ConsentAgent({
    context: () => this.#context,
    visit: () => this.#passage?.visit,
    keepsake: () => this.#keepsake,
  });
  readonly files = new FilesAgent({
    context: () => this.#context,
    visit: () => this.#passage?.visit,
    room: () => this.#passage?.room,
  });
  readonly summary = new SummaryAgent(
    () => this.#context,
    () => this.#passage?.room,
  );

  constructor(options: RoomAgentOptions) {
    this.#options = options;
    this.#board = new ViewBoard(options.meetingId);
  }

  get view(): RoomView {
    return this.#board.view;
  }

  /** Tasks under way; tests let time pass only when there are none. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  onView(listen: (view: RoomView) => void): () => void {
    return this.#board.onView(listen);
  }

  onEvent(listen: (event: RoomEvent) => void): () => void {
    return this.#board.onEvent(listen);
  }

  /** Enters the meeting, unless another tab is in it. */
  async start(): Promise<void> {
    await this.#takeTab(false);
  }

  async continueHere(): Promise<void> {
    if (this.view.phase.kind === 'otherTab') await this.#takeTab(true);
  }

  async join(name: string): Promise<void> {
    const passage = this.#door();
    this.#presence = { ...this.#presence, name };
    this.#keepsake?.remember({ name });
    await passage.goIn();
  }

  withdraw(): Promise<void> {
    const passage = this.#door();
    passage.door.withdraw();
    passage.showDoor();
    return Promise.resolve();
  }

  answerKnock(knockId: RequestId, admit: boolean): Promise<void> {
    return this.#inTurn((room) => room.admission.answer(knockId, admit));
  }

  setPresence(presence: Presence): Promise<void> {
    this.#presence = presence;
    return this.#queue.run(() => this.#passage?.room?.talk.setPresence(presence));
  }

  react(reaction: string): Promise<void> {
    return this.#inTurn((room) => room.talk.react(reaction));
  }

  sendDirect(participantId: ParticipantId, text: string): Promise<void> {
    return this.#inTurn((room) => room.talk.sendDirect(participantId, text));
  }

  sendDirectAgain(messageId: RequestId): Promise<void> {
    return this.#inTurn((room) => room.talk.sendDirectAgain(messageId));
  }

  askToMute(participantId: ParticipantId | 'all', source: 'microphone' | 'camera'): Promise<void> {
    return this.#inTurn((room) => room.talk.askToMute(participantId, source));
  }

  async setDoor(door: Door): Promise<void> {
    await this.#acts().setDoor(door);
  }

  async setLocked(locked: boolean): Promise<void> {
    await this.#acts().setLocked(locked);
  }

  async appoint(participantId: ParticipantId): Promise<void> {
    await this.#acts().appoint(participantId);
  }

  async revoke(participantId: ParticipantId): Promise<void> {
    await this.#acts().revoke(participantId);
  }

  async kick(participantIds: readonly ParticipantId[]): Promise<void> {
    await this.#acts().kick(participantIds);
  }

  compare(): Promise<void> {
    return this.#inTurn((room) => room.talk.compare());
  }

  closeComparison(result: 'same' | 'different' | 'closed'): Promise<void> {
    return this.#inTurn((room) => room.closeComparison(result));
  }

  async endForAll(): Promise<void> {
    const outside = !this.#isOver && this.#passage?.isInside !== true;
    if (outside && this.#host !== undefined && this.#context !== undefined) {
      await endAsHost(this.#context, this.#host);
    } else await this.#acts().endForAll();
  }

  async leave(): Promise<void> {
    if (this.#passage?.room !== undefined) ask(this.#options, 'leave', {});
    this.#passage?.door.withdraw();
    this.#keepsake?.rememberSession({ left: true });
    this.#finish({ kind: 'over', reason: 'left' });
    await this.#keepsake?.settled();
  }

  takeContext(source: Source): Promise<number> {
    return Promise.resolve(this.#contexts.next(source));
  }

  /** The host made other links, or another card: members learn the new knock keys. */
  async renewHost(host: HostMeeting): Promise<void> {
    const keys = await this.#queue.run(() => importHostKeys(host));
    this.#host = keys;
    const room = this.#passage?.room;
    if (room === undefined) return;
    await this.#queue.run(async () => {
      room.admission.renewKnockKeys(knockKeysOf(keys));
      await room.talk.shareKnockKeys(knockKeysOf(keys));
    });
  }

  /** Done when everything that a reload needs is stored. */
  async settled(): Promise<void> {
    await this.#keepsake?.settled();
    await this.#context?.direct.settled();
  }

  /** The page is going: says nothing to anybody. */
  close(): void {
    this.#finish(this.view.phase);
    this.#board.close();
  }

  async #takeTab(steal: boolean): Promise<void> {
    const taken = await this.#options.lock.take(steal, () => this.#over('replaced'));
    if (!taken) this.#board.phase({ kind: 'otherTab' });
    else await this.#begin();
  }

  async #begin(): Promise<void> {
    const passage = await this.#queue.run(() => this.#prepare());
    if (passage === undefined) {
      this.#board.phase({ kind: 'refused', code: 'linkUnknown' });
      return;
    }
    const { signaling } = this.#options;
    this.#passage = passage;
    this.#stopListening = [
      signaling.onNotification((heard) => this.#heard(heard)),
      signaling.onConnection((state) => this.#connection(state)),
    ];
    await passage.connected();
  }

  /** Keys of this browser, of the host and of the link; undefined without a link. */
  async #prepare(): Promise<Passage | undefined> {
    const { meetingId, storage, signaling, timers, suite, report, keysOut, host } = this.#options;
    const participant = await storage.participantKey(meetingId);
    const keepsake = new Keepsake(storage, meetingId, report);
    await keepsake.load();
    this.#host = host && (await importHostKeys(host));
    this.#keepsake = keepsake;
    this.#presence = { ...this.#presence, name: keepsake.memory.name };
    this.#board.change({ storage: storage.durable ? 'kept' : 'memory' });
    const link = await linkAtHand(this.#options, this.#host, keepsake);
    if (link === undefined) return undefined;
    const queue = this.#queue;
    const board = this.#board;
    const base = { meetingId, suite, signaling, timers, queue, board, participant, report };
    const { documents = NO_DOCUMENTS, maxMembers = MAX_MEMBERS } = this.#options;
    const shared = { ...base, documents, maxMembers };
    const direct = new DirectTalk({ ...shared, store: storage.directs });
    const context = { ...shared, direct };
    this.#context = context;
    const passage = new Passage(context, {
      link,
      keepsake,
      frames: new FrameSchedule(keysOut, timers),
      host: () => this.#host,
      presence: () => this.#presence,
      parted: (parting) => this.#parted(parting),
      over: (phase) => this.#finish(phase),
    });
    this.#hearing = doorHearing({ context, passage, over: (reason) => this.#over(reason) });
    return passage;
  }

  #connection(state: 'connected' | 'disconnected'): void {
    const passage = this.#passage;
    if (this.#isOver || passage === undefined) return;
    if (state === 'disconnected') passage.disconnected();
    else this.#inBackground(passage.connected());
  }

  #heard(heard: AnyNotification): void {
    if (this.#isOver) return;
    this.#inBackground(this.#queue.run(() => this.#hear(heard)));
  }

  async #hear(heard: AnyNotification): Promise<void> {
    const passage = this.#passage;
    if (this.#isOver || passage === undefined) return;
    await dispatch(this.#hearing, heard);
    await passage.hear(heard);
  }

  /** The group went on without us: by order, by another tab, or by mistake. */
  async #parted(parting: Parting): Promise<void> {
    switch (parting) {
      case 'kicked':
        this.#keepsake?.remember({ session: undefined });
        this.#context?.direct.keepOnly(undefined);
        this.#finish({ kind: 'over', reason: 'removed' });
        return;
      case 'replaced':
        this.#finish({ kind: 'over', reason: 'replaced' });
        return;
      case 'tidied':
      case 'diverged':
        if (parting === 'diverged') this.#board.tell({ kind: 'warning', warning: 'commitRefused' });
        this.#board.phase({ kind: 'returning' });
        this.#inBackground(this.#passage?.reenter());
        await Promise.resolve();
    }
  }

  #over(reason: Extract<RoomPhase, { kind: 'over' }>['reason']): void {
    if (reason === 'ended' || reason === 'expired') {
      this.#keepsake?.remember({ session: undefined });
      this.#context?.direct.keepOnly(undefined);
    }
    this.#finish({ kind: 'over', reason });
  }

  #finish(phase: RoomPhase): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const stop of this.#stopListening) stop();
    this.#passage?.stop();
    this.#options.lock.release();
    this.#board.change({ phase, knocks: [], comparing: null });
  }

  /** At the door: not inside and not over. */
  #door(): Passage {
    const passage = this.#passage;
    if (this.#isOver || passage?.visit === undefined || passage.isInside) {
      throw new RefusedError('notNow');
    }
    return passage;
  }

  #room(): InsideRoom {
    const passage = this.#passage;
    if (this.#isOver || passage?.room === undefined || !passage.isInside) {
      throw new RefusedError('notNow');
    }
    return passage.room;
  }

  #acts(): RoomActs {
    const room = this.#room();
    if (this.#context === undefined) throw new RefusedError('notNow');
    return new RoomActs(this.#context, room, this.#host);
  }

  async #inTurn(task: (room: InsideRoom) => Promise<void> | void): Promise<void> {
    await this.#queue.run(() => task(this.#room()));
  }

  #inBackground(work: Promise<unknown> | undefined): void {
    if (work !== undefined) background(this.#options, work);
  }
}
