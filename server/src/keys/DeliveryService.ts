import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import { MAX_MEMBERS } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { GroupHead } from '@conclave/shared/wire/keys';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Timers } from '../ops/Timers.ts';
import { CommitOrder } from './CommitOrder.ts';
import type { Decision } from './Decision.ts';
import type { GroupListener } from './GroupListener.ts';
import { GroupMembers, type GroupMember } from './GroupMembers.ts';
import type { FinalCommit, GroupPosition } from './GroupPosition.ts';
import { HeadRepair } from './HeadRepair.ts';
import { KnownParticipants } from './KnownParticipants.ts';
import { Lineage } from './Lineage.ts';
import { Objections } from './Objections.ts';
import type { SessionJournal } from './SessionJournal.ts';
import { Tickets, type TicketDemand, type TicketRequest } from './Tickets.ts';
import { whyNot } from './whyNot.ts';

/** A turn to join. The tree grows, and with it the time that a phone needs for its commit. */
const LEASE_MS = { least: 3_000, most: 5_000, perMember: 10 } as const;

/** Joiners in the queue. More than a room holds; less than hurts. */
const MAX_WAITING = 256;

export interface DeliveryOptions {
  /** Where the group stands, newest first. */
  readonly positions: readonly GroupPosition[];
  /** The last final commits, oldest first. */
  readonly commits: readonly FinalCommit[];
  readonly journal: SessionJournal;
  readonly timers: Timers;
  readonly listener: GroupListener;
  /** People who have a place, MAX_MEMBERS unless it is said; for tests. */
  readonly maxMembers?: number | undefined;
}

/** A connection and the participant whose key it has proven to hold. */
export interface Proven {
  readonly peerId: PeerId;
  readonly participantId: ParticipantId;
}

/**
 * The order of one session's commits: one for each epoch, provisional until a member could apply it
 * (protocol.md, 5.5 and 8). It reads no commit and decides nothing about who is in the group.
 */
export class DeliveryService {
  readonly members = new GroupMembers();
  readonly #journal: SessionJournal;
  readonly #listener: GroupListener;
  readonly #lineage: Lineage;
  readonly #commits: CommitOrder;
  readonly #tickets: Tickets;
  readonly #repair: HeadRepair;
  readonly #known: KnownParticipants;
  readonly #maxMembers: number;

  constructor(options: DeliveryOptions) {
    const { positions, commits, journal, timers, listener, maxMembers = MAX_MEMBERS } = options;
    const { members } = this;
    this.#maxMembers = maxMembers;
    const lineage = new Lineage(positions, commits);
    this.#journal = journal;
    this.#lineage = lineage;
    this.#known = new KnownParticipants(positions);
    this.#listener = {
      notify: (peerId, name, payload) => listener.notify(peerId, name, payload),
      removed: (member) => listener.removed(member),
      committed: (commit) => {
        this.#known.committed(commit, lineage.newest);
        listener.committed(commit);
      },
      turnOver: (peerId) => listener.turnOver(peerId),
      failed: (code, error) => listener.failed(code, error),
      joined: (member) => {
        members.add(member);
        listener.joined(member);
      },
    };
    const objections = new Objections(members);
    this.#commits = new CommitOrder({
      objections,
      lineage,
      members,
      journal,
      timers,
      listener: this.#listener,
      settled: (decision) => this.#settled(decision),
    });
    this.#tickets = new Tickets({
      timers,
      leaseMs: () => this.#leaseMs(),
      serve: (request, leaseMs) => this.#serve(request, leaseMs),
      over: (peerId) => listener.turnOver(peerId),
    });
    this.#repair = new HeadRepair({
      timers,
      lineage,
      members,
      isContested: () => objections.isContested,
      ask: (peerId) => listener.notify(peerId, 'headRequest', { epoch: lineage.epoch }),
      done: () => this.#tickets.release(),
    });
  }

  /** Where the group stands now. */
  get position(): GroupPosition {
    return this.#lineage.newest;
  }

  /** Whether a peer is about to join: it has the turn, or its commit is being decided on. */
  isJoining(peerId: PeerId): boolean {
    const { open } = this.#commits;
    return this.#tickets.holder?.peerId === peerId || open?.author.peerId === peerId;
  }

  /** [V-14] Whether somebody has a leaf, or had one since the newest record. */
  isKnown(participantId: ParticipantId): boolean {
    return this.#known.has(participantId);
  }

  /** The founder of a new session. */
  start(founder: GroupMember): void {
    this.members.add(founder);
  }

  /** [V-2] Queues a peer; `ticket` follows when it is its turn. */
  takeTicket(demand: TicketDemand): void {
    const refusal = this.#whyNoTicket(demand);
    if (refusal !== undefined) throw new RefusedError(refusal);
    const { peerId, participantId, purpose, recordNumber } = demand;
    const isMember = this.members.get(peerId) !== undefined;
    // [V-9] Whoever joins anew is no member until then.
    if (purpose !== 'kick' && isMember) {
      this.members.remove(peerId);
      this.#commits.drop(peerId);
    }
    this.#tickets.take({ peerId, participantId, purpose, recordNumber });
  }

  /**
   * [V-3] Resolves with the final word. Repeating it with the same id gets the same answer. Whose the
   * record of a timely one is has been checked.
   */
  commit(from: Proven, params: Params<'commit'>): Promise<{ epoch: number }> {
    const repeated = this.#repeated(from, params);
    if (repeated !== undefined) return repeated;
    const { peerId, participantId } = from;
    const member = this.members.get(peerId);
    const base = member ? this.position : this.#baseFor(participantId);
    const refusal = whyNot(params, {
      attended: this.members.attendedBut(participantId),
      member,
      participantId,
      base,
      deciding: this.#commits.open !== undefined,
      turn: this.#tickets.holder?.peerId === peerId,
      kickWaits: this.#tickets.kickWaits,
    });
    if (refusal !== undefined) throw new RefusedError(refusal);
    this.#tickets.hold();
    const author = { peerId, participantId, joins: member === undefined };
    return this.#commits.propose({ author, params, base }).answer.promise;
  }

  /** Whether a commit is new and of the present epoch, so that what it carries is worth checking. */
  isTimely({ commitId, epoch }: Params<'commit'>): boolean {
    if (this.#commits.find(commitId) ?? this.#lineage.find(commitId)) return false;
    return this.#commits.open === undefined && epoch === this.#lineage.epoch;
  }

  ack(peerId: PeerId, params: Params<'ackCommit'>): void {
    this.#commits.answer(peerId, params);
  }

  /** Resolves when no commit is on its way to the disk. */
  async written(): Promise<void> {
    const { open } = this.#commits;
    if (open?.phase === 'writing') await open.answer.promise.catch(() => undefined);
  }

  /** The commits that a member missed, which is a member again; undefined if it has to re-enter. */
  resume(member: GroupMember, epoch: number): readonly FinalCommit[] | undefined {
    const missed = this.#lineage.missedSince(epoch);
    const isItsLeaf = this.position.leaves.get(member.leaf) === member.participantId;
    if (missed === undefined || !isItsLeaf) return undefined;
    this.#listener.joined(member);
    this.#commits.catchUp(member.peerId);
    return missed;
  }

  /** A joiner found the head wrong that it was served: its turn ends, and a better head is sought. */
  reportHead(peerId: PeerId, epoch: number): void {
    const { holder } = this.#tickets;
    if (holder?.peerId !== peerId) return;
    if (this.#baseFor(holder.participantId).head.epoch !== epoch) return;
    if (this.#repair.report(holder.participantId)) this.#tickets.hold();
    this.#tickets.drop(peerId);
  }

  async provideHead(peerId: PeerId, head: GroupHead): Promise<void> {
    if (!this.#repair.isAsked(peerId) || head.epoch !== this.#lineage.epoch) return;
    const { newest } = this.#lineage;
    const position = { ...newest, head };
    await this.#journal.headReplaced(position);
    if (this.#lineage.newest !== newest) return;
    this.#lineage.replaceNewest(position);
    this.#repair.finish();
  }

  heardFrom(peerId: PeerId): void {
    this.members.heardFrom(peerId);
  }

  /** A connection is gone, or its peer left the group. */
  drop(peerId: PeerId): void {
    this.members.remove(peerId);
    this.#repair.drop(peerId);
    this.#commits.drop(peerId);
    this.#tickets.drop(peerId);
  }

  /** The session is over; a commit that is being decided on gets the code. */
  close(code: ErrorCode): void {
    this.#repair.reset();
    this.#tickets.close();
    this.#commits.close(code);
  }

  #whyNoTicket(demand: TicketDemand): ErrorCode | undefined {
    const { peerId, participantId, purpose, recordNumber, isInvited } = demand;
    const position = this.#baseFor(participantId);
    const isMember = this.members.get(peerId) !== undefined;
    if (purpose === 'kick' && !isMember) return 'notAllowed';
    if (purpose !== 'kick' && this.#isFull(position, participantId)) return 'roomFull';
    if (recordNumber !== position.recordNumber) return 'letterOutdated';
    if (!isInvited && !this.#known.has(participantId)) return 'notAllowed';
    return this.#tickets.size >= MAX_WAITING ? 'tooMany' : undefined;
  }

  /** The answer to a commit that has been sent before, maybe on a connection that broke. */
  #repeated(from: Proven, params: Params<'commit'>): Promise<{ epoch: number }> | undefined {
    const known = this.#commits.find(params.commitId);
    if (known !== undefined && known.author.participantId !== from.participantId) {
      throw new RefusedError('malformed');
    }
    if (known === this.#commits.open) known?.returns(from.peerId);
    const past = this.#lineage.find(params.commitId);
    if (past?.epoch === this.#lineage.epoch - 1) this.#takePlace(from, params.leaf);
    return known?.answer.promise ?? (past && Promise.resolve({ epoch: past.epoch + 1 }));
  }

  /** Its join was final before its connection broke. */
  #takePlace({ peerId, participantId }: Proven, leaf: number): void {
    const isMember = this.members.get(peerId) !== undefined;
    if (isMember || this.position.leaves.get(leaf) !== participantId) return;
    this.#tickets.drop(peerId);
    this.#listener.joined({ peerId, participantId, leaf });
    this.#commits.catchUp(peerId);
  }

  #baseFor(participantId: ParticipantId): GroupPosition {
    return this.#lineage.behind(this.#repair.stepsBackFor(participantId));
  }

  #leaseMs(): number {
    const { least, most, perMember } = LEASE_MS;
    return Math.min(most, least + perMember * this.position.leaves.size);
  }

  /**
   * Nobody else joins while a turn lasts: whoever finds a place when it begins has it. Others get a ticket without
   * time, and hear why when they ask again.
   */
  #serve({ peerId, participantId }: TicketRequest, leaseMs: number): void {
    const base = this.#baseFor(participantId);
    const isFull = this.#isFull(base, participantId);
    this.#listener.notify(peerId, 'ticket', {
      head: base.head,
      recordNumber: base.recordNumber,
      alone: this.#isAlone(participantId),
      leaseMs: isFull ? 0 : leaseMs,
    });
    if (isFull) this.#tickets.drop(peerId);
  }

  /** A participant who has a leaf comes back at any time: the room is not full for it. */
  #isFull({ leaves }: GroupPosition, participantId: ParticipantId): boolean {
    const participants = new Set(leaves.values());
    return participants.size >= this.#maxMembers && !participants.has(participantId);
  }

  #isAlone(participantId: ParticipantId): boolean {
    if (this.#repair.stepsBackFor(participantId) > 0) return true;
    return this.members.awake.every((member) => member.participantId === participantId);
  }

  #settled(decision: Decision): void {
    this.#tickets.drop(decision.author.peerId);
    if (decision.phase === 'final') {
      this.#repair.reset();
      this.#turnAwayOutdated();
    }
    if (!this.#repair.running) this.#tickets.release();
  }

  /** Those whose letters name an older record cannot join: they are told the present number. */
  #turnAwayOutdated(): void {
    const { recordNumber, head } = this.position;
    const outdated = this.#tickets.extract(
      (request) => request.purpose !== 'kick' && request.recordNumber !== recordNumber,
    );
    for (const { peerId } of outdated) {
      const payload = { head, recordNumber, alone: false, leaseMs: 0 };
      this.#listener.notify(peerId, 'ticket', payload);
    }
  }
}
