import type { HostKeys } from '../host/HostKeys.ts';
import type { KeySecret } from '../objects/keySecret.ts';
import type { KnockKey, Letter } from '../objects/letter.ts';
import type { Session } from '../objects/roleCertificate.ts';
import type { Via } from '../objects/via.ts';
import type { LeafKeys } from '../mls/leaf.ts';

/** On the strength of what somebody joins: a letter, what it kept, the host's keys or an open door. */
export interface Basis {
  readonly session: Session;
  readonly recordNumber: number;
  readonly secret: KeySecret;
  readonly knockKeys: readonly KnockKey[];
  readonly leafKeys: LeafKeys;
  /** By what link we came. */
  readonly via: Via;
  /** Fresh from an admitter; absent for hosts, at open doors, and when what was kept suffices. */
  readonly letter: Letter | undefined;
  readonly host: HostKeys | undefined;
  readonly epochFloor: bigint;
  readonly policyFloor: number;
}
