import type { Bytes } from '@conclave/shared/bytes';
import type { PeerId, RequestId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { LinkKind, Params } from '@conclave/shared/wire/peerRequests';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import { chooseDoorkeeper } from './doorkeeper.ts';

/** A doorkeeper's browser answers by itself; one that has not within this time is passed over. */
const DOORKEEPER_MS = 3_000;

/** One connection knocks at most so often. Higher makes people wait; lower lets one keep members busy. */
const KNOCK_EVERY_MS = 2_000;

/** Knocks waiting at one door. Higher fills the members' screens and memory with strangers. */
const MAX_KNOCKS = 200;

type Asked = Notification<'knock'>['asked'];

interface Knock {
  readonly knockId: RequestId;
  readonly from: PeerId;
  readonly linkKind: LinkKind;
  readonly sealedKnock: Bytes;
  /** On whose screens it may stand, and what they were told of it. */
  readonly shownTo: Map<PeerId, Asked>;
  /** `nobody`: there is nobody who could answer. */
  state:
    | { readonly with: 'nobody' }
    | { readonly with: 'doorkeeper'; readonly peerId: PeerId; readonly cancel: Cancel }
    /** Somebody keeps it until it may be answered. */
    | { readonly with: 'keeper'; readonly peerId: PeerId }
    | { readonly with: 'all' };
}

export interface KnocksOptions {
  readonly timers: Timers;
  readonly clock: Clock;
  /** Connected members, lowest leaf first. */
  members(): readonly { readonly peerId: PeerId }[];
  notify<N extends NotificationName>(peerId: PeerId, name: N, payload: Notification<N>): void;
}

/** Who waits at the door, and who is asked about it (protocol.md, 5.2 and V-8). */
export class Knocks {
  readonly #options: KnocksOptions;
  readonly #waiting = new Map<RequestId, Knock>();
  /** Answers that were given, so that a repeated knock hears the same. */
  readonly #answered = new Map<PeerId, { knockId: RequestId; sealedLetter: Bytes | undefined }>();
  /** Who answered somebody's knocks: the next one goes to another. */
  readonly #answeredBy = new Map<PeerId, Set<PeerId>>();
  readonly #knockedAt = new Map<PeerId, number>();
  /** [V-14] Whose knock was answered by a letter that is still good. */
  readonly #invited = new Set<PeerId>();
  /** Members who let a knock wait; forgiven with their next answer. */
  readonly #failed = new Set<PeerId>();

  constructor(options: KnocksOptions) {
    this.#options = options;
  }

  /** Somebody knocks; a new knock takes the place of the same peer's older one. */
  knock(from: PeerId, linkKind: LinkKind, { knockId, sealedKnock }: Params<'knock'>): void {
    const answered = this.#answered.get(from);
    if (answered?.knockId === knockId) {
      this.#tellAnswer(from, answered);
      return;
    }
    const same = this.#waiting.get(knockId);
    if (same !== undefined && same.from !== from) throw new RefusedError('malformed');
    if (same !== undefined) return;
    this.#checkPace(from);
    this.withdraw(from);
    if (this.#waiting.size >= MAX_KNOCKS) throw new RefusedError('tooMany');
    const state = { with: 'nobody' } as const;
    const knock: Knock = { knockId, from, linkKind, sealedKnock, shownTo: new Map(), state };
    this.#waiting.set(knockId, knock);
    this.#ask(knock);
  }

  /** The one who knocked is gone, or does not want to come in any more. */
  withdraw(from: PeerId): void {
    for (const knock of this.#of(from)) this.#end(knock);
  }

  answer(by: PeerId, { knockId, answer }: Params<'answerKnock'>): void {
    const knock = this.#waiting.get(knockId);
    if (knock === undefined) throw new RefusedError('knockUnknown');
    this.#failed.delete(by);
    // [D-8] Whoever was not asked takes no knock off the others' screens.
    if (answer.kind === 'held' && !isAsked(knock, by)) throw new RefusedError('knockUnknown');
    if (answer.kind === 'needsClick') {
      this.#askAll(knock, by);
      return;
    }
    if (answer.kind === 'held') {
      this.#hold(knock, by, answer.sealedHeld);
      return;
    }
    this.#end(knock, by);
    const sealedLetter = answer.kind === 'letter' ? answer.sealedLetter : undefined;
    const told = { knockId, sealedLetter };
    this.#noteAnswer(knock.from, by);
    this.#answered.set(knock.from, told);
    if (sealedLetter === undefined) this.#invited.delete(knock.from);
    else this.#invited.add(knock.from);
    this.#tellAnswer(knock.from, told);
  }

  /** Somebody who can answer has come: asks for all that wait for nobody, shows what others wait for. */
  memberCame(peerId: PeerId): void {
    for (const knock of this.#waiting.values()) {
      if (knock.state.with === 'all') this.#show(knock, peerId, 'all');
      if (knock.state.with === 'keeper') this.#show(knock, peerId, 'keeper');
      if (knock.state.with === 'nobody') this.#ask(knock);
    }
  }

  /** Whoever keeps knocks is perhaps no member any more: they are asked about anew. */
  membersChanged(): void {
    const here = new Set(this.#options.members().map(({ peerId }) => peerId));
    for (const knock of this.#waiting.values()) {
      const { state } = knock;
      if (state.with === 'keeper' && !here.has(state.peerId)) this.#ask(knock);
    }
  }

  /** A connection is gone: its own knock ends, what it was asked goes to the next. */
  drop(peerId: PeerId): void {
    this.withdraw(peerId);
    this.#answered.delete(peerId);
    this.#invited.delete(peerId);
    this.#answeredBy.delete(peerId);
    this.#knockedAt.delete(peerId);
    this.#failed.delete(peerId);
    for (const knock of this.#waiting.values()) {
      const { state } = knock;
      knock.shownTo.delete(peerId);
      if (state.with === 'doorkeeper' && state.peerId === peerId) this.#ask(knock);
      if (state.with === 'all' && this.#options.members().length === 0) this.#ask(knock);
    }
  }

  /** Whether a member let it in, to the server's knowledge. */
  isInvited(peerId: PeerId): boolean {
    return this.#invited.has(peerId);
  }

  /** The keys changed: letters written before are outdated. */
  recordChanged(): void {
    this.#invited.clear();
  }

  /** Turns away everybody who came by a link that is no more. */
  refuse(from: PeerId): void {
    for (const knock of this.#of(from)) {
      this.#end(knock);
      this.#tellAnswer(from, { knockId: knock.knockId, sealedLetter: undefined });
    }
  }

  /** The session is over: who knocks waits for the next one. */
  sessionEnded(): void {
    this.#failed.clear();
    this.#invited.clear();
    for (const knock of this.#waiting.values()) {
      this.#stopAsking(knock);
      knock.shownTo.clear();
      knock.state = { with: 'nobody' };
    }
  }

  close(): void {
    for (const knock of this.#waiting.values()) this.#stopAsking(knock);
    this.#waiting.clear();
  }

  #of(from: PeerId): Knock[] {
    return [...this.#waiting.values()].filter((knock) => knock.from === from);
  }

  #ask(knock: Knock): void {
    this.#stopAsking(knock);
    const members = this.#options.members();
    const peerId = this.#doorkeeperFor(knock, members);
    if (peerId === undefined) {
      this.#nobodyAnswers(knock, members.length > 0);
      return;
    }
    const cancel = this.#options.timers.after(DOORKEEPER_MS, () => {
      this.#failed.add(peerId);
      this.#ask(knock);
    });
    knock.state = { with: 'doorkeeper', peerId, cancel };
    this.#show(knock, peerId, 'doorkeeper');
  }

  /** [D-2] Who answered this visitor before is asked again when all others have. */
  #doorkeeperFor(
    { from }: Knock,
    members: readonly { readonly peerId: PeerId }[],
  ): PeerId | undefined {
    const answeredBy = this.#answeredBy.get(from) ?? [];
    const fresh = chooseDoorkeeper(members, new Set([...this.#failed, ...answeredBy]));
    if (fresh !== undefined) return fresh;
    this.#answeredBy.delete(from);
    return chooseDoorkeeper(members, this.#failed);
  }

  #checkPace(from: PeerId): void {
    const now = this.#options.clock.now();
    const before = this.#knockedAt.get(from);
    // A clock that was set back makes nobody wait.
    if (before !== undefined && now >= before && now - before < KNOCK_EVERY_MS) {
      throw new RefusedError('tooMany');
    }
    this.#knockedAt.set(from, now);
  }

  /** [D-8] It stays at the door, with whoever says that it has to wait and knows when that is over. All see it. */
  #hold(knock: Knock, by: PeerId, sealedHeld: Bytes): void {
    this.#stopAsking(knock);
    this.#noteAnswer(knock.from, by);
    knock.state = { with: 'keeper', peerId: by };
    this.#options.notify(knock.from, 'knockHeld', { knockId: knock.knockId, sealedHeld });
    this.#showOthers(knock, by, 'keeper');
  }

  #noteAnswer(from: PeerId, by: PeerId): void {
    const answeredBy = this.#answeredBy.get(from) ?? new Set();
    this.#answeredBy.set(from, answeredBy.add(by));
  }

  /** Members who are there but silent are asked again after a while. */
  #nobodyAnswers(knock: Knock, again: boolean): void {
    knock.state = { with: 'nobody' };
    this.#options.notify(knock.from, 'knockWaiting', { knockId: knock.knockId, for: 'nobody' });
    if (!again) return;
    this.#options.timers.after(DOORKEEPER_MS, () => {
      const waits = this.#waiting.get(knock.knockId) === knock;
      if (!waits || knock.state.with !== 'nobody') return;
      this.#failed.clear();
      this.#ask(knock);
    });
  }

  /** The doorkeeper shows it already, and may answer before it would be shown again. */
  #askAll(knock: Knock, doorkeeper: PeerId): void {
    if (knock.state.with === 'all') return;
    this.#stopAsking(knock);
    knock.state = { with: 'all' };
    this.#options.notify(knock.from, 'knockWaiting', { knockId: knock.knockId, for: 'asked' });
    this.#showOthers(knock, doorkeeper, 'all');
  }

  /** To all members but one, and to nobody twice as the same. */
  #showOthers(knock: Knock, but: PeerId, asked: Asked): void {
    for (const { peerId } of this.#options.members()) {
      if (peerId !== but && knock.shownTo.get(peerId) !== asked) this.#show(knock, peerId, asked);
    }
  }

  #show({ knockId, sealedKnock, linkKind, shownTo }: Knock, to: PeerId, asked: Asked): void {
    shownTo.set(to, asked);
    this.#options.notify(to, 'knock', { knockId, sealedKnock, linkKind, asked });
  }

  #stopAsking(knock: Knock): void {
    if (knock.state.with === 'doorkeeper') knock.state.cancel();
  }

  /** Takes a knock from the door, and from the screens of all but whoever answered. */
  #end(knock: Knock, by?: PeerId): void {
    const { knockId } = knock;
    this.#waiting.delete(knockId);
    this.#stopAsking(knock);
    for (const peerId of knock.shownTo.keys()) {
      if (peerId !== by) this.#options.notify(peerId, 'knockGone', { knockId });
    }
  }

  #tellAnswer(
    to: PeerId,
    { knockId, sealedLetter }: { knockId: RequestId; sealedLetter: Bytes | undefined },
  ): void {
    if (sealedLetter === undefined) this.#options.notify(to, 'knockRefused', { knockId });
    else this.#options.notify(to, 'letter', { knockId, sealedLetter });
  }
}

/** Whether this member alone is to answer a knock. */
function isAsked({ state }: Knock, by: PeerId): boolean {
  return (state.with === 'doorkeeper' || state.with === 'keeper') && state.peerId === by;
}
