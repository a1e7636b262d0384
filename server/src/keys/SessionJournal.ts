import type { Bytes } from '@conclave/shared/bytes';
import type { FinalCommit, GroupPosition } from './GroupPosition.ts';

/** Everything that becomes true together when a commit is final. */
export interface FinalStep {
  /** All positions that are to be kept, newest first. */
  readonly positions: readonly GroupPosition[];
  readonly commit: FinalCommit;
  /** For holders of an open link, beside a new record; null when there is none for them. */
  readonly openKeys: Bytes | null;
}

/** What of a session outlives the server. Promises resolve when it is on the disk. */
export interface SessionJournal {
  commitFinal(step: FinalStep): Promise<void>;
  /** Whether a commit is final whose writing got no answer. Waits for what is still on its way. */
  isFinal(commit: FinalCommit): Promise<boolean>;
  /** The newest position has a fresh pair of GroupInfo and room state. */
  headReplaced(position: GroupPosition): Promise<void>;
}
