import * as v from 'valibot';

/** The operator's token travels in this header; without a token only a development server answers. */
export const OPERATOR_HEADER = 'x-operator-token';

/** GET /api/operator/health: whether the instance is well, by numbers. Nothing of anybody. */
export const OperatorHealth = v.strictObject({
  softwareVersion: v.string(),
  startedAt: v.number(),
  now: v.number(),
  /** Database and media workers answer. */
  ready: v.boolean(),
  database: v.picklist(['sqlite', 'postgres']),
  /** Undefined parts of a disk that cannot be asked. */
  disk: v.nullable(v.strictObject({ freeBytes: v.number(), totalBytes: v.number() })),
  mail: v.boolean(),
  rooms: v.number(),
  companies: v.number(),
  lapsed: v.number(),
  accounts: v.number(),
  meetings: v.number(),
  /** What the retention rules delete within thirty days. */
  dueSoon: v.number(),
  /** What they should have deleted by now, and since when the oldest of it; null: nothing. */
  overdue: v.number(),
  overdueSince: v.nullable(v.number()),
  /** When everything that was due was last deleted without a fault. */
  sweptAt: v.nullable(v.number()),
});
export type OperatorHealth = v.InferOutput<typeof OperatorHealth>;
