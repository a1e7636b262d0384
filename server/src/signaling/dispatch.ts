import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  peerRequests,
  type Params,
  type PeerMethod,
  type Result,
} from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import type { Peer } from '../room/Peer.ts';
import { isUnavailable } from '../store/StoreError.ts';
import type { Handlers } from './Handlers.ts';

export type Reply = { ok: true; result: unknown } | { ok: false; code: ErrorCode };

/** A reply, and what went wrong if that was our fault. */
export interface Answer {
  readonly reply: Reply;
  readonly fault?: unknown;
}

/** Answers a request by its name. It never rejects. */
export type Dispatch = (peer: Peer, method: unknown, params: unknown) => Promise<Answer>;

/** The shared table, seen so that the compiler follows a method's name to its types. */
const table: {
  readonly [M in PeerMethod]: {
    readonly params: v.GenericSchema<unknown, Params<M>>;
    readonly result: v.GenericSchema<unknown, Result<M>>;
  };
} = peerRequests;

type Run = (peer: Peer, params: unknown) => Promise<unknown>;

/** Puts the schemas of the table around the handlers: nothing unchecked comes in or goes out. */
export function createDispatch(handlers: Handlers): Dispatch {
  const runs = new Map<string, Run>(
    Object.keys(peerRequests)
      .filter(isMethod)
      .map((method) => [method, runOf(method, handlers[method])]),
  );
  return async (peer, method, params) => {
    const run = typeof method === 'string' ? runs.get(method) : undefined;
    if (run === undefined) return refusal('malformed');
    try {
      return { reply: { ok: true, result: await run(peer, params) } };
    } catch (error) {
      if (error instanceof RefusedError) return refusal(error.code);
      if (isUnavailable(error)) return refusal('unavailable');
      return { ...refusal('unavailable'), fault: error };
    }
  };
}

function runOf<M extends PeerMethod>(method: M, handler: Handlers[M]): Run {
  const { params, result } = table[method];
  return async (peer, raw) => {
    const input = v.safeParse(params, raw);
    // A list passes for an object without entries.
    if (!input.success || Array.isArray(raw)) throw new RefusedError('malformed');
    return v.parse(result, await handler(peer, input.output));
  };
}

function refusal(code: ErrorCode): { reply: Reply } {
  return { reply: { ok: false, code } };
}

function isMethod(name: string): name is PeerMethod {
  return Object.hasOwn(peerRequests, name);
}
