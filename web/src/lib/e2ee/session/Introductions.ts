import type { Bytes } from '@conclave/shared/bytes';
import type { PeerId } from '@conclave/shared/ids';
import { ownLeafOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import type { AgentContext } from './AgentContext.ts';
import { background } from './background.ts';
import type { Exposure } from './Exposure.ts';
import {
  decodeIntroduction,
  decodeQuestion,
  encodeIntroduction,
  encodeQuestion,
  type Introduction,
} from './introduction.ts';
import type { MemberBoard } from './MemberBoard.ts';
import type { MessageType, OpenedMessage } from './MemberMessages.ts';
import { Recently } from './Recently.ts';
import type { Presence } from './RoomView.ts';

/**
 * Who has not said who they are after so long is asked: on a busy machine a word can come so late that its
 * key is gone, and nobody says it again by itself. Higher leaves a tile that checks a key for longer.
 */
const ASK_AFTER_MS = 4_000;
/** Then they do not mean to answer. */
const MOST_ASKED = 5;
/**
 * The server says who is here right after we became one of them, and they were told with all others. Higher: who
 * comes back meanwhile has to ask; lower: on a slow line the crowd is greeted one by one.
 */
const TOLD_MS = 1_000;

/** What of the agent it takes. */
type Context = Pick<AgentContext, 'timers' | 'queue' | 'report'> & {
  readonly direct: Pick<AgentContext['direct'], 'certificate' | 'learnKey'>;
};

export interface IntroductionsOptions {
  readonly people: Pick<MemberBoard, 'silent' | 'connected' | 'peerOf' | 'setTone'>;
  readonly exposure: Pick<Exposure, 'versions'>;
  /** One's own colour. */
  readonly tone: number;
  readonly epoch: () => MemberEpoch;
  readonly presence: () => Presence;
  /** To one, or with null to all. */
  readonly send: (to: PeerId | null, type: MessageType, body: Bytes) => Promise<void>;
}

/**
 * 7. Saying who one is to whoever is new, and asking those who have not said it. Each of these is one message,
 * however many it is for: a room of hundreds does not answer a crowd one by one. All methods run in the queue.
 */
export class Introductions {
  readonly #context: Context;
  readonly #options: IntroductionsOptions;
  #open = false;
  #asking: (() => void) | undefined;
  /** Whose owners heard us when we spoke to all. */
  #told: { readonly leaves: ReadonlySet<number>; readonly until: number } | undefined;
  /** Who is new, or has asked. */
  readonly #owed = new Set<PeerId>();
  readonly #asked = new Map<PeerId, number>();
  /** Whose question who we are was answered: a second one right away gets nothing. */
  readonly #answered = new Recently<PeerId>(ASK_AFTER_MS / 2);

  constructor(context: Context, options: IntroductionsOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** [J-1] The join is confirmed, or our connection is new: everybody hears who we are. */
  async open(): Promise<void> {
    this.#open = true;
    this.#owed.clear();
    const roster = rosterOf(this.#options.epoch().mls.ratchetTree);
    const until = this.#context.timers.now() + TOLD_MS;
    this.#told = { leaves: new Set(roster.map(({ leaf }) => leaf)), until };
    await this.#introduce(null);
  }

  /**
   * [B-1] The connection is new. What others said meanwhile is lost, and of those who came back a moment before
   * us some take us for told: whoever is not heard in the usual time from now on is asked.
   */
  async resumed(): Promise<void> {
    this.#stopAsking();
    await this.open();
  }

  /** Somebody is here who may not know who we are. */
  greet({ peerId, leaf }: { readonly peerId: PeerId; readonly leaf: number }): void {
    const isTold = this.#told?.leaves.has(leaf) === true;
    if (this.#open && !(isTold && this.#isFresh())) this.#owe(peerId);
    this.#askLater();
  }

  #isFresh(): boolean {
    return this.#context.timers.now() < (this.#told?.until ?? 0);
  }

  close(): void {
    this.#open = false;
    this.#owed.clear();
    this.#stopAsking();
  }

  /** What somebody says of themselves; the rest of it is for others to take. Throws a MalformedError. */
  async heard({ participantKey, body }: OpenedMessage): Promise<Introduction> {
    const introduction = decodeIntroduction(body);
    const { people } = this.#options;
    people.setTone(participantKey, introduction.tone);
    await this.#context.direct.learnKey(participantKey, introduction.directKey);
    return introduction;
  }

  /** Somebody missed who the owners of some leaves are. Throws a MalformedError. */
  questioned({ participantKey, body }: OpenedMessage): void {
    const epoch = this.#options.epoch();
    const asked = decodeQuestion(body);
    const peerId = this.#options.people.peerOf(epoch, participantKey);
    if (!this.#open || peerId === undefined || !asked.includes(ownLeafOf(epoch.mls))) return;
    if (this.#answered.add(peerId, this.#context.timers.now())) this.#owe(peerId);
  }

  /** Behind all that has been heard by now: a crowd that comes at once is spoken to at once. */
  #owe(peerId: PeerId): void {
    this.#owed.add(peerId);
    if (this.#owed.size === 1) this.#later(() => this.#settle());
  }

  async #settle(): Promise<void> {
    const owed = [...this.#owed];
    this.#owed.clear();
    if (this.#open) await this.#toEach(owed, (to) => this.#introduce(to));
  }

  #stopAsking(): void {
    this.#asking?.();
    this.#asking = undefined;
  }

  #askLater(): void {
    this.#asking ??= this.#context.timers.after(ASK_AFTER_MS, () => {
      this.#asking = undefined;
      this.#later(() => this.#askSilent());
    });
  }

  async #askSilent(): Promise<void> {
    if (!this.#open) return;
    const silent = [...this.#options.people.silent(this.#options.epoch())];
    const times = new Map(silent.map(([, peerId]) => [peerId, this.#asked.get(peerId) ?? 0]));
    this.#asked.clear(); // whoever has spoken, or is gone
    for (const [peerId, count] of times) this.#asked.set(peerId, count + 1);
    const asked = silent.filter(([, peerId]) => (times.get(peerId) ?? 0) < MOST_ASKED);
    if (asked.length === 0) return;
    const question = encodeQuestion(asked.map(([leaf]) => leaf));
    const peers = asked.map(([, peerId]) => peerId);
    await this.#toEach(peers, (to) => this.#options.send(to, 'askPresence', question));
    this.#askLater();
  }

  /** One by one, or where that is most of the room, to all at once. */
  async #toEach(
    peers: readonly PeerId[],
    send: (to: PeerId | null) => Promise<void>,
  ): Promise<void> {
    const here = this.#options.people.connected(this.#options.epoch()).length;
    const crowd = peers.length > 1 && peers.length * 2 >= here;
    for (const to of crowd ? [null] : peers) await send(to);
  }

  async #introduce(to: PeerId | null): Promise<void> {
    const { tone, presence, exposure, send } = this.#options;
    const introduction = {
      tone,
      presence: presence(),
      directKey: this.#context.direct.certificate,
      exposedLinks: exposure.versions,
    };
    await send(to, 'introduction', encodeIntroduction(introduction));
  }

  #later(task: () => Promise<void>): void {
    background(this.#context, this.#context.queue.run(task));
  }
}
