import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { PeerId, RequestId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Cancel, Timers } from '../ops/Timers.ts';
import { isOutcomeUnknown } from '../store/StoreError.ts';
import { Decision, type Author } from './Decision.ts';
import type { GroupListener } from './GroupListener.ts';
import type { GroupMembers } from './GroupMembers.ts';
import { positionAfter, type FinalCommit, type GroupPosition } from './GroupPosition.ts';
import type { Lineage } from './Lineage.ts';
import type { Objections } from './Objections.ts';
import type { SessionJournal } from './SessionJournal.ts';

/** Members have so long to say whether they could apply a commit. */
const VERDICT_MS = 3_000;

/** How soon a journal is asked again that did not answer. Shorter only burdens it. */
const ASK_AGAIN_MS = 1_000;

/** Decided commits whose answer is still known. A client repeats a request within seconds. */
const KEPT_DECISIONS = 64;

export interface CommitOrderOptions {
  readonly lineage: Lineage;
  readonly members: GroupMembers;
  readonly objections: Objections;
  readonly journal: SessionJournal;
  readonly timers: Timers;
  readonly listener: GroupListener;
  /** A commit was decided on; the group is free for the next. */
  settled(decision: Decision): void;
}

export interface NewCommit {
  readonly author: Author;
  readonly params: Params<'commit'>;
  readonly base: GroupPosition;
}

interface Proposal {
  readonly decision: Decision;
  readonly params: Params<'commit'>;
  readonly next: GroupPosition;
  readonly cancelTimer: Cancel;
}

/** One commit at a time: shown to the members, then final or void (protocol.md, 5.5 and 5.6). */
export class CommitOrder {
  readonly #options: CommitOrderOptions;
  readonly #known = new Map<RequestId, Decision>();
  #open: Proposal | undefined;
  #closed = false;

  constructor(options: CommitOrderOptions) {
    this.#options = options;
  }

  /** The decision that is being made. */
  get open(): Decision | undefined {
    return this.#open?.decision;
  }

  find(commitId: RequestId): Decision | undefined {
    return this.#known.get(commitId);
  }

  propose({ author, params, base }: NewCommit): Decision {
    const { members, timers, lineage } = this.#options;
    const others = members.all.filter(
      ({ participantId }) => participantId !== author.participantId,
    );
    // Who goes back to an earlier position leaves those behind who live in the newest.
    const asked = base === lineage.newest ? this.#askable(author, params) : [];
    const decision = new Decision({
      commitId: params.commitId,
      author,
      epoch: params.head.epoch,
      asked,
      shownTo: others.map(({ peerId }) => peerId),
    });
    const cancelTimer = timers.after(VERDICT_MS, () => this.#silence(decision));
    const next = positionAfter(base, params, author.participantId);
    this.#open = { decision, params, next, cancelTimer };
    this.#remember(decision);
    for (const peerId of decision.shownTo) this.#show(this.#open, peerId);
    this.#judge(decision);
    return decision;
  }

  answer(peerId: PeerId, { commitId, verdict }: Params<'ackCommit'>): void {
    const decision = this.#known.get(commitId);
    if (!decision?.ballot.answer(peerId, verdict.kind)) return;
    if (verdict.kind === 'applied' && decision.takeConfirmation(verdict.confirmation)) {
      const { confirmation } = verdict;
      this.#options.listener.notify(decision.author.peerId, 'confirmation', {
        commitId,
        confirmation,
      });
    }
    this.#judge(decision);
  }

  /** [V-4] Shows what is being decided on to a member who came back meanwhile. */
  catchUp(peerId: PeerId): void {
    if (this.#open === undefined) return;
    const { decision } = this.#open;
    decision.shownTo.add(peerId);
    if (decision.phase === 'voting') decision.ballot.ask(peerId);
    this.#show(this.#open, peerId);
  }

  drop(peerId: PeerId): void {
    for (const decision of this.#known.values()) {
      decision.drop(peerId);
      this.#judge(decision);
    }
  }

  /** No more commits; the one that is being decided on is refused with the code. */
  close(code: ErrorCode): void {
    this.#closed = true;
    this.#open?.cancelTimer();
    this.#open?.decision.answer.reject(new RefusedError(code));
    this.#open = undefined;
  }

  #askable(author: Author, { removes }: Params<'commit'>): PeerId[] {
    return this.#options.members.awake
      .filter(({ participantId }) => participantId !== author.participantId)
      .filter(({ leaf }) => !removes.includes(leaf))
      .map(({ peerId }) => peerId);
  }

  #show({ params }: Proposal, peerId: PeerId): void {
    this.#options.listener.notify(peerId, 'commit', factsOf(params));
  }

  #silence(decision: Decision): void {
    this.#options.members.markSilent(decision.ballot.silent);
    if (decision.phase === 'voting') this.#void(decision, 'commitRefused');
  }

  #judge(decision: Decision): void {
    const { ballot, phase } = decision;
    if (phase === 'voting' && ballot.outcome !== 'open') this.#decide(decision);
    if (phase === 'final') this.#afterFinal(decision);
  }

  #decide(decision: Decision): void {
    const { outcome } = decision.ballot;
    if (outcome === 'refused') this.#void(decision, 'commitRefused');
    else if (this.#open?.decision === decision) {
      void this.#write(this.#open);
    }
  }

  /** Makes a commit final: on the disk first, then known. */
  async #write(proposal: Proposal): Promise<void> {
    const { decision, params, next } = proposal;
    const { lineage, journal, listener, objections } = this.#options;
    decision.phase = 'writing';
    proposal.cancelTimer();
    const positions = lineage.positionsAfter(next, objections.isOverruledBy(decision.ballot));
    const final = factsOf(params);
    try {
      await journal.commitFinal({ positions, commit: final, openKeys: params.openKeys });
    } catch (error) {
      listener.failed('unavailable', error);
      if (!(await this.#isFinalAfterAll(final, error))) {
        if (!this.#closed) this.#void(decision, 'unavailable');
        return;
      }
    }
    if (this.#closed) return;
    lineage.advance(positions, final);
    this.#open = undefined;
    this.#announce(proposal);
    listener.committed(final);
    this.#options.settled(decision);
  }

  /**
   * Nobody may be told that a commit is void that is on the disk: its record would be there too, and no next one
   * would ever fit. Until the journal can say, the group waits, as with a commit that takes its time.
   */
  async #isFinalAfterAll(final: FinalCommit, error: unknown): Promise<boolean> {
    if (!isOutcomeUnknown(error)) return false;
    const { journal, timers } = this.#options;
    while (!this.#closed) {
      try {
        return await journal.isFinal(final);
      } catch {
        // Still no answer. It was reported once; a second line each second says no more.
        await new Promise<void>((resolve) => void timers.after(ASK_AGAIN_MS, () => resolve()));
      }
    }
    return false;
  }

  #announce({ decision, params }: Proposal): void {
    const { members, listener } = this.#options;
    decision.phase = 'final';
    const { commitId, epoch, author } = decision;
    const allApplied = decision.takeAllApplied();
    for (const shown of decision.shownTo) {
      listener.notify(shown, 'commitFinal', { commitId, epoch, allApplied });
    }
    for (const member of members.all.filter(({ leaf }) => params.removes.includes(leaf))) {
      members.remove(member.peerId);
      listener.removed(member);
    }
    members.markOutOfStep(decision.ballot.refused);
    const { peerId, participantId, joins } = author;
    if (joins) this.#options.objections.withdraw(participantId);
    if (joins && !decision.authorGone) {
      listener.joined({ peerId, participantId, leaf: params.leaf });
    }
    decision.answer.resolve({ epoch });
  }

  #afterFinal(decision: Decision): void {
    const { members, listener, lineage, objections } = this.#options;
    if (decision.epoch === lineage.epoch && objections.isOverruledBy(decision.ballot)) {
      lineage.forgetOlder();
      objections.clear();
    }
    members.markOutOfStep(decision.ballot.refused);
    if (!decision.takeAllApplied()) return;
    const { commitId, epoch } = decision;
    for (const peerId of decision.shownTo) {
      listener.notify(peerId, 'commitFinal', { commitId, epoch, allApplied: true });
    }
  }

  #void(decision: Decision, code: ErrorCode): void {
    decision.phase = 'void';
    if (this.#open?.decision === decision) {
      this.#open.cancelTimer();
      this.#open = undefined;
    }
    const { commitId } = decision;
    for (const peerId of decision.shownTo) {
      this.#options.listener.notify(peerId, 'commitVoid', { commitId });
    }
    decision.answer.reject(new RefusedError(code));
    this.#options.settled(decision);
  }

  #remember(decision: Decision): void {
    this.#known.set(decision.commitId, decision);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT_DECISIONS && oldest !== undefined) this.#known.delete(oldest);
  }
}

/** What members see of a commit, at once or when they come back. */
function factsOf(params: Params<'commit'>): FinalCommit {
  const { commitId, epoch, commit, leaf, removes, record } = params;
  return { commitId, epoch, commit, leaf, removes, record };
}
