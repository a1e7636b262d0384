import { Readable } from 'node:stream';
import * as v from 'valibot';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Call } from './Call.ts';
import type { RateLimitOptions } from './RateLimit.ts';

/** Who is meant to call it. The table of all routes is tested against every kind of caller (T15). */
type Audience = 'anyone' | 'link' | 'account' | 'admin' | 'operator';

type Entries = v.ObjectEntries;
type Taken<E extends Entries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

/** A body of plain bytes, as `takes: { body: BytesBody }`; maxBodyBytes bounds it. */
export const BytesBody = v.instance(Uint8Array);

/** A reply of plain bytes, at once or piece by piece. */
export const BytesReply = v.union([v.instance(Uint8Array), v.instance(Readable)]);

interface Spec<E extends Entries, Reply> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for parameters, as `/api/meetings/:meetingId`. */
  readonly path: `/${string}`;
  readonly audience: Audience;
  /** Strict schemas for `params`, `query`, `body`. What is not named here is not looked at. */
  readonly takes: E;
  /** Without one the answer is 204. A reply that does not fit is a bug of ours. */
  readonly reply?: v.GenericSchema<Reply, unknown>;
  readonly status?: number;
  /** Largest body; 64 KiB unless said. */
  readonly maxBodyBytes?: number;
  /** Per client address, beside the limit that holds for all. */
  readonly limit?: RateLimitOptions;
  /** Refuses before a body is read: whoever may not is not listened to. */
  readonly admit?: (params: unknown, call: Call) => Promise<unknown>;
  /** For what browsers send without an Origin and what changes nothing. */
  readonly anyOrigin?: true;
  readonly handle: (input: Taken<E>, call: Call) => Promise<Reply> | Reply;
}

/** What came in, before any schema has seen it. */
interface RawInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** A route with its types closed in: raw input goes in, a checked reply comes out. */
export interface Route extends Omit<Spec<Entries, unknown>, 'takes' | 'reply' | 'handle'> {
  readonly status: number;
  answer(raw: RawInput, call: Call): Promise<unknown>;
}

/**
 * Describes a route. A file per resource exports a function that takes what it needs and returns
 * its routes; main.ts hands them to the app. To refuse, a handler throws a RefusedError.
 */
export function route<const E extends Entries, Reply = undefined>(spec: Spec<E, Reply>): Route {
  const { takes, reply, handle, ...rest } = spec;
  const schema = v.object(takes);
  return {
    ...rest,
    status: spec.status ?? (reply ? 200 : 204),
    async answer(raw, call) {
      const input = v.safeParse(schema, raw);
      if (!input.success) throw new RefusedError('malformed');
      const result = await handle(input.output, call);
      return reply && v.parse(reply, result);
    },
  };
}
