import type { RoomState } from './roomState.ts';

/** Why a commit is refused. For tests and counters; nobody is told. */
export type Refusal =
  | 'sender'
  | 'removes'
  | 'psk'
  | 'record'
  | 'locked'
  | 'kicked'
  | 'alreadyHere'
  | 'full'
  | 'notAdmitted'
  | 'policyOutdated'
  | 'pass'
  | 'role'
  | 'target'
  | 'nothingChanges'
  | 'policySignature';

export type Decision =
  | { readonly accepted: true; readonly state: RoomState }
  | { readonly accepted: false; readonly refusal: Refusal };

export function accepted(state: RoomState): Decision {
  return { accepted: true, state };
}

export function refused(refusal: Refusal): Decision {
  return { accepted: false, refusal };
}
