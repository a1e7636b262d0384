import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId, PeerId, RequestId } from '@conclave/shared/ids';
import { Ballot } from './Ballot.ts';

/** Confirmations that reach a joiner. It needs one; more only cost. */
const MAX_CONFIRMATIONS = 16;

export interface Author {
  readonly peerId: PeerId;
  readonly participantId: ParticipantId;
  /** Comes from outside of the group by an external commit. */
  readonly joins: boolean;
}

export type Phase = 'voting' | 'writing' | 'final' | 'void';

interface DecisionOptions {
  readonly commitId: RequestId;
  readonly author: Author;
  readonly epoch: number;
  readonly asked: readonly PeerId[];
  readonly shownTo: readonly PeerId[];
}

/** What becomes, or became, of one commit. Holds no bytes of it, as it is kept for a while. */
export class Decision {
  readonly commitId: RequestId;
  readonly ballot: Ballot;
  /** The epoch that begins with the commit. */
  readonly epoch: number;
  readonly answer = Promise.withResolvers<{ epoch: number }>();
  /** Who has been shown the commit and hears the final word. */
  readonly shownTo: Set<PeerId>;
  phase: Phase = 'voting';
  #author: Author;
  #authorGone = false;
  #toldAllApplied = false;
  #confirmations = 0;

  constructor(options: DecisionOptions) {
    this.commitId = options.commitId;
    this.#author = options.author;
    this.epoch = options.epoch;
    this.ballot = new Ballot(options.asked);
    this.shownTo = new Set(options.shownTo);
    // Whoever asked may have gone: a refusal that nobody hears is no bug.
    this.answer.promise.catch(() => undefined);
  }

  get author(): Author {
    return this.#author;
  }

  /** Whether nobody is there who could take the place that the commit makes. */
  get authorGone(): boolean {
    return this.#authorGone;
  }

  /** A connection is gone. */
  drop(peerId: PeerId): void {
    this.ballot.drop(peerId);
    this.shownTo.delete(peerId);
    if (this.#author.peerId === peerId) this.#authorGone = true;
  }

  /** The author came back on another connection while the members decide. */
  returns(peerId: PeerId): void {
    this.#author = { ...this.#author, peerId };
    this.#authorGone = false;
  }

  /** Whether everybody has applied it and has not been told so yet. */
  takeAllApplied(): boolean {
    if (this.#toldAllApplied || !this.ballot.allApplied) return false;
    this.#toldAllApplied = true;
    return true;
  }

  /** [V-5] Whether one more confirmation may go to the author. */
  takeConfirmation(confirmation: Bytes | null): confirmation is Bytes {
    if (confirmation === null || this.#confirmations >= MAX_CONFIRMATIONS) return false;
    this.#confirmations += 1;
    return true;
  }
}
