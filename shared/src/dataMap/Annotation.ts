import type {
  Basis,
  Erasure,
  Purpose,
  Reader,
  Requirement,
  Retention,
  Subject,
} from './vocabulary.ts';

/** What every stored value says of itself. From these come the public table, purge and export. */
export interface Annotation {
  /** Exactly one: a value that serves two purposes is two values (R8). */
  readonly purpose: Purpose;
  readonly basis: Basis;
  readonly retention: Retention;
  readonly reads: readonly Reader[];
  readonly subject: Subject;
  /** Whether the subject must give it to use the product. */
  readonly required: boolean;
  /** Whether the subject gets it with the export of their data. */
  readonly export: boolean;
  readonly erase: Erasure;
  /** What the server opens it with, where it lies sealed: the account's own key, which goes first with the account (R131). */
  readonly sealedUnder?: 'accountKey';
  readonly requirement: Requirement;
}

/** What describes nobody: counters, versions, bookkeeping of the server. */
export const operational = {
  purpose: 'operation',
  basis: 'none',
  retention: 'instance',
  reads: ['server', 'operator'],
  subject: 'nobody',
  required: false,
  export: false,
  erase: 'stays',
  requirement: 'R62',
} as const satisfies Annotation;
