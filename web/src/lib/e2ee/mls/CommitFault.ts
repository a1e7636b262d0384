import type { Refusal } from '../room/Decision.ts';

/** Why a commit is refused before or beside the room's rules. For tests and counters; nobody is told. */
export type CommitFaultCode =
  | Refusal
  | 'malformed'
  | 'wireFormat'
  | 'content'
  | 'group'
  | 'epoch'
  | 'path'
  | 'reference'
  | 'proposal'
  | 'leafChanged'
  | 'keyReused'
  /** Signature, membership or confirmation tag is wrong, or the library could not follow. */
  | 'mls'
  | 'roster'
  /** The server was told something else than what it does. */
  | 'statement'
  | 'stateHash'
  | 'liveShare';

export class CommitFault extends Error {
  override readonly name = 'CommitFault';
  readonly code: CommitFaultCode;

  constructor(code: CommitFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}
