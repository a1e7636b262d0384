import { DeliveryService, type DeliveryOptions } from '../../server/src/keys/DeliveryService.ts';
import type { FinalCommit, GroupPosition } from '../../server/src/keys/GroupPosition.ts';
import type { FinalStep, SessionJournal } from '../../server/src/keys/SessionJournal.ts';
import type { ParticipantId, PeerId, SessionId } from '../../shared/src/ids.ts';
import type { Params } from '../../shared/src/wire/peerRequests.ts';
import type { Notification, NotificationName } from '../../shared/src/wire/serverNotifications.ts';
import { ManualTime, settle } from './ManualTime.ts';
import { newPeerId, newRequestId, newSessionId, newSigner, participantIdOf } from './signers.ts';
import { newHead } from './TestMember.ts';

/** Somebody on the stage: one connection of one participant. */
export interface Actor {
  readonly peerId: PeerId;
  readonly participantId: ParticipantId;
}

export function newActor(participantId: ParticipantId = participantIdOf(newSigner())): Actor {
  return { peerId: newPeerId(), participantId };
}

/** A journal in memory, which may fail or take its time. */
export class TestJournal implements SessionJournal {
  readonly steps: FinalStep[] = [];
  replaced: GroupPosition[] = [];
  /** What writing waits for. */
  gate: Promise<void> = Promise.resolve();

  async commitFinal(step: FinalStep): Promise<void> {
    await this.gate;
    this.steps.push(step);
  }

  isFinal({ commitId }: FinalCommit): Promise<boolean> {
    return Promise.resolve(this.steps.some(({ commit }) => commit.commitId === commitId));
  }

  async headReplaced(position: GroupPosition): Promise<void> {
    await this.gate;
    this.replaced.push(position);
  }
}

interface Told {
  readonly name: NotificationName;
  readonly payload: unknown;
}

/** A DeliveryService with actors instead of sockets, and time that passes when told. */
export class GroupStage {
  readonly time = new ManualTime();
  readonly journal = new TestJournal();
  readonly sessionId: SessionId = newSessionId();
  readonly founder = newActor();
  readonly faults: unknown[] = [];
  readonly joined: PeerId[] = [];
  readonly removed: PeerId[] = [];
  readonly delivery: DeliveryService;
  readonly #told = new Map<PeerId, Told[]>();

  constructor(stored?: Pick<DeliveryOptions, 'positions' | 'commits'>) {
    const { participantId } = this.founder;
    const first = { head: newHead(0), recordNumber: 1, leaves: new Map([[0, participantId]]) };
    this.delivery = new DeliveryService({
      positions: stored?.positions ?? [first],
      commits: stored?.commits ?? [],
      journal: this.journal,
      timers: this.time,
      listener: {
        notify: (peerId, name, payload) => this.#tell(peerId, name, payload),
        joined: ({ peerId }) => void this.joined.push(peerId),
        removed: ({ peerId }) => void this.removed.push(peerId),
        committed: () => undefined,
        turnOver: () => undefined,
        failed: (_code, error) => void this.faults.push(error),
      },
    });
    if (stored === undefined) this.delivery.start({ ...this.founder, leaf: 0 });
  }

  /** What an actor was told, by name, oldest first. */
  told<N extends NotificationName>(actor: Actor, name: N): Notification<N>[] {
    return (this.#told.get(actor.peerId) ?? []).flatMap((told) =>
      isNamed(told, name) ? [told.payload] : [],
    );
  }

  names(actor: Actor): NotificationName[] {
    return (this.#told.get(actor.peerId) ?? []).map(({ name }) => name);
  }

  ticket(
    actor: Actor,
    change: { purpose?: 'join' | 'return' | 'kick'; recordNumber?: number } = {},
  ): void {
    const recordNumber = change.recordNumber ?? this.delivery.position.recordNumber;
    const purpose = change.purpose ?? 'join';
    this.delivery.takeTicket({ ...actor, purpose, recordNumber, isInvited: true });
  }

  params(change: Partial<Params<'commit'>> = {}): Params<'commit'> {
    const epoch = change.epoch ?? this.delivery.position.head.epoch;
    return {
      commitId: newRequestId(),
      sessionId: this.sessionId,
      epoch,
      commit: new Uint8Array([1]),
      head: newHead(epoch + 1),
      leaf: 1,
      removes: [],
      record: null,
      openKeys: null,
      ...change,
    };
  }

  /** Proposes; the outcome is a word. */
  commit(actor: Actor, change: Partial<Params<'commit'>> = {}): Proposed {
    const params = this.params(change);
    return new Proposed(
      params,
      outcomeOf(() => this.delivery.commit(actor, params)),
    );
  }

  ack(
    actor: Actor,
    { commitId }: { commitId: Params<'commit'>['commitId'] },
    kind: 'applied' | 'refused',
  ): void {
    const verdict = kind === 'applied' ? { kind, confirmation: new Uint8Array([7]) } : { kind };
    this.delivery.ack(actor.peerId, { commitId, verdict });
  }

  /** Lets somebody join, with everybody's applause. */
  async admit(actor: Actor, leaf: number, change: Partial<Params<'commit'>> = {}): Promise<void> {
    this.ticket(actor, { purpose: change.removes === undefined ? 'join' : 'return' });
    const members = this.delivery.members.awake;
    const { params, outcome } = this.commit(actor, { leaf, ...change });
    for (const member of members) this.ack(member, params, 'applied');
    await settle();
    if ((await outcome) !== 'final') throw new Error(`joining was ${await outcome}`);
  }

  #tell(peerId: PeerId, name: NotificationName, payload: unknown): void {
    const told = this.#told.get(peerId) ?? [];
    told.push({ name, payload });
    this.#told.set(peerId, told);
  }
}

/** A commit on its way. */
export class Proposed {
  readonly params: Params<'commit'>;
  /** `final`, or the code of the refusal. */
  readonly outcome: Promise<string>;
  /** Undefined until it is decided. */
  word: string | undefined;

  constructor(params: Params<'commit'>, outcome: Promise<string>) {
    this.params = params;
    this.outcome = outcome;
    void outcome.then((word) => (this.word = word));
  }

  get commitId(): Params<'commit'>['commitId'] {
    return this.params.commitId;
  }
}

async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return 'final';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

function isNamed<N extends NotificationName>(
  told: Told,
  name: N,
): told is { name: N; payload: Notification<N> } {
  return told.name === name;
}
