import type { Bytes } from '@conclave/shared/bytes';
import type { RequestId } from '@conclave/shared/ids';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { signConfirmation } from '../objects/confirmation.ts';
import { hashState } from '../room/roomState.ts';
import { authenticatorOf, epochOf } from '../mls/epoch.ts';
import {
  receiveCommit,
  type CommitFacts,
  type MemberEpoch,
  type Received,
} from '../mls/receiveCommit.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';

/** The group moved on: what it was, what it is, and by what. */
export interface Advance {
  readonly before: MemberEpoch;
  readonly now: MemberEpoch;
  readonly facts: CommitFacts;
  /** Everybody who was asked has applied it. */
  readonly allApplied: boolean;
}

/** Why this browser is no longer in its group as it knows it. */
export type Parting =
  /** Host or deputy removed us. */
  | 'kicked'
  /** Another tab of ours took the leaf's place. */
  | 'replaced'
  /** Our leaf was taken for dead: nothing is lost but the leaf. */
  | 'tidied'
  /** A commit is final that we cannot follow, or did not see. */
  | 'diverged';

export interface MembershipListener {
  /** A commit was applied that is not final: its frames may come at any moment. */
  provisional(next: MemberEpoch): Promise<void>;
  advanced(advance: Advance): Promise<void>;
  allApplied(): void;
  parted(parting: Parting, facts: CommitFacts | undefined): Promise<void>;
}

/** A commit of our own that was sent and of which the last word is out. */
export interface OwnCommit {
  readonly commitId: RequestId;
  readonly facts: CommitFacts;
  readonly next: MemberEpoch;
}

interface Provisional {
  readonly commitId: RequestId;
  readonly received: Received;
}

/** Own commits whose fate may still turn up, in answers or among what was missed. */
const KEPT_OWN = 4;

/**
 * A member's place in the group: the final epoch, and what may follow it. States are immutable, so a
 * provisional commit is simply forgotten when it is void (5.5, 5.6). All methods run in the queue.
 */
export class Membership {
  readonly #context: AgentContext;
  readonly #listener: MembershipListener;
  #epoch: MemberEpoch;
  #provisional: Provisional | undefined;
  #own: readonly OwnCommit[] = [];
  #lastFinal: RequestId | undefined;
  #parted = false;

  constructor(context: AgentContext, epoch: MemberEpoch, listener: MembershipListener) {
    this.#context = context;
    this.#epoch = epoch;
    this.#listener = listener;
  }

  get epoch(): MemberEpoch {
    return this.#epoch;
  }

  /** Whether something is under way that ends this epoch. */
  get isChanging(): boolean {
    return this.#provisional !== undefined;
  }

  get hasParted(): boolean {
    return this.#parted;
  }

  /** A commit of ours is on its way to the server. */
  async sent(own: OwnCommit): Promise<void> {
    this.#own = [...this.#own, own].slice(-KEPT_OWN);
    await this.#listener.provisional(own.next);
  }

  async onCommit(shown: Notification<'commit'>): Promise<void> {
    const { commitId, epoch } = shown;
    if (this.#parted || commitId === this.#provisional?.commitId) return;
    await this.#catchUp(epoch);
    if (this.#hasParted() || epoch < this.#number()) return;
    if (epoch > this.#number()) return this.#part('diverged', undefined);
    const received = await this.#receive(shown);
    this.#provisional = { commitId, received };
    if (received.kind === 'next') await this.#listener.provisional(received.next);
    if (received.kind !== 'removed') this.#acknowledge(commitId, await this.#verdict(received));
  }

  async onFinal({ commitId, epoch, allApplied }: Notification<'commitFinal'>): Promise<void> {
    if (this.#parted) return;
    if (commitId === this.#lastFinal) {
      if (allApplied) this.#listener.allApplied();
      return;
    }
    const own = this.#own.find((candidate) => candidate.commitId === commitId);
    if (own !== undefined) await this.#ownFinal(own, allApplied);
    else if (this.#provisional?.commitId === commitId) await this.#shownFinal(allApplied);
    else if (epoch > this.#number()) await this.#part('diverged', undefined);
  }

  onVoid({ commitId }: Notification<'commitVoid'>): void {
    if (this.#provisional?.commitId === commitId) this.#provisional = undefined;
    this.#own = this.#own.filter((own) => own.commitId !== commitId);
  }

  /** What others committed while our connection was gone, all of it final. */
  async onMissed(commits: readonly Notification<'commit'>[]): Promise<void> {
    this.#provisional = undefined;
    for (const missed of commits) {
      if (this.#parted || missed.epoch < this.#number()) continue;
      const own = this.#own.find(({ commitId }) => commitId === missed.commitId);
      if (own === undefined) {
        const received = await this.#receive(missed);
        this.#provisional = { commitId: missed.commitId, received };
        if (received.kind === 'next') await this.#listener.provisional(received.next);
      }
      await this.onFinal({ commitId: missed.commitId, epoch: missed.epoch, allApplied: false });
    }
  }

  #receive({ commit, record, leaf, removes }: Notification<'commit'>): Promise<Received> {
    const shown = { commit, record: record?.record, leaf, removes };
    return receiveCommit(this.#context.suite, this.#epoch, shown);
  }

  /** Ends without a word to anybody: whoever lets go of it knows why. */
  close(): void {
    this.#parted = true;
  }

  /** A commit for the next epoch means that the one before it is final: the server takes one at a time. */
  async #catchUp(epoch: number): Promise<void> {
    if (epoch !== this.#number() + 1) return;
    const commitId = this.#provisional?.commitId ?? this.#own.at(-1)?.commitId;
    if (commitId !== undefined) await this.onFinal({ commitId, epoch, allApplied: false });
  }

  async #ownFinal(own: OwnCommit, allApplied: boolean): Promise<void> {
    const expected = this.#number() + 1;
    if (Number(epochOf(own.next.mls)) !== expected) return;
    await this.#advance(own, { facts: own.facts, next: own.next, allApplied });
  }

  async #shownFinal(allApplied: boolean): Promise<void> {
    const provisional = this.#provisional;
    if (provisional === undefined) return;
    const { received } = provisional;
    switch (received.kind) {
      case 'next':
        return this.#advance(provisional, { ...received, allApplied });
      case 'removed':
        return this.#part(partingOf(received.facts), received.facts);
      case 'refused':
        return this.#part('diverged', undefined);
    }
  }

  async #advance(
    { commitId }: { commitId: RequestId },
    { facts, next, allApplied }: { facts: CommitFacts; next: MemberEpoch; allApplied: boolean },
  ): Promise<void> {
    const before = this.#epoch;
    this.#epoch = next;
    this.#provisional = undefined;
    this.#lastFinal = commitId;
    this.#own = this.#own.filter((own) => own.commitId !== commitId);
    await this.#listener.advanced({ before, now: next, facts, allApplied });
  }

  async #part(parting: Parting, facts: CommitFacts | undefined): Promise<void> {
    this.#parted = true;
    await this.#listener.parted(parting, facts);
  }

  async #verdict(received: Received): Promise<Verdict> {
    if (received.kind !== 'next') return { kind: 'refused' };
    return { kind: 'applied', confirmation: await this.#confirmation(received) };
  }

  /** 5.5: what tells a joiner that it is where we are. */
  async #confirmation({ facts, next }: Extract<Received, { kind: 'next' }>): Promise<Bytes | null> {
    if (facts.sender.kind !== 'new') return null;
    const confirmed = {
      session: next.session,
      epoch: epochOf(next.mls),
      epochAuthenticator: authenticatorOf(next.mls),
      stateHash: await hashState(next.state),
      participantKey: facts.sender.participantKey,
    };
    return signConfirmation(confirmed, this.#context.participant);
  }

  #acknowledge(commitId: RequestId, verdict: Verdict): void {
    ask(this.#context, 'ackCommit', { commitId, verdict });
  }

  #number(): number {
    return Number(epochOf(this.#epoch.mls));
  }

  // A method, so that the checker does not take the flag for unchanged over an await.
  #hasParted(): boolean {
    return this.#parted;
  }
}

type Verdict =
  { readonly kind: 'applied'; readonly confirmation: Bytes | null } | { readonly kind: 'refused' };

function partingOf({ data, sender }: CommitFacts): Parting {
  if (data.kind === 'kick') return 'kicked';
  return sender.kind === 'new' || data.kind === 'retire' ? 'replaced' : 'tidied';
}
