import * as v from 'valibot';

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Value = v.union([v.string(), v.number(), v.bigint(), v.null(), bytes]);

const Statement = v.strictObject({ sql: v.string(), parameters: v.array(Value) });
export type Statement = v.InferOutput<typeof Statement>;

/**
 * What the main thread asks of the thread that holds the file.
 * - group: statements that know nothing of each other; one commit, one fsync for all
 * - run: one statement as it is, for begin, commit and what lies between
 * - close: write everything back and end
 */
export const Ask = v.variant('kind', [
  v.strictObject({ id: v.number(), kind: v.literal('group'), statements: v.array(Statement) }),
  v.strictObject({ id: v.number(), kind: v.literal('run'), statement: Statement }),
  v.strictObject({ id: v.number(), kind: v.literal('close') }),
]);
export type Ask = v.InferOutput<typeof Ask>;

const Outcome = v.union([
  v.strictObject({ rows: v.array(v.unknown()), changes: v.number() }),
  v.strictObject({ failed: v.string(), code: v.string() }),
]);
/** What became of one statement. */
export type Outcome = v.InferOutput<typeof Outcome>;

/** One outcome per statement. Id 0 answers the opening of the file. */
export const Answer = v.strictObject({ id: v.number(), outcomes: v.array(Outcome) });
export type Answer = v.InferOutput<typeof Answer>;

export const OpenOptions = v.strictObject({
  file: v.string(),
  /** Held as long as the process lives: there is one server per file. */
  lockFile: v.optional(v.string()),
});
export type OpenOptions = v.InferOutput<typeof OpenOptions>;
