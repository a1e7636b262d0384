import { RefusedError } from '@conclave/shared/RefusedError';
import { peerRequests, type Params, type PeerMethod } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import type { SignalingPort } from '../../signaling/SignalingPort.ts';
import type { Outcome } from './messages.ts';

const requests: {
  readonly [M in PeerMethod]: { readonly params: v.GenericSchema<unknown, Params<M>> };
} = peerRequests;

/** A worker's request to the server, made by the page that has the connection. */
export async function requested(
  signaling: SignalingPort,
  method: PeerMethod,
  params: unknown,
): Promise<Outcome> {
  const parsed = parseParams(method, params);
  if (parsed === undefined) return { ok: false, code: 'malformed' };
  try {
    return { ok: true, value: await signaling.request(method, parsed) };
  } catch (error) {
    return { ok: false, code: error instanceof RefusedError ? error.code : 'unavailable' };
  }
}

function parseParams<M extends PeerMethod>(method: M, params: unknown): Params<M> | undefined {
  const parsed = v.safeParse(requests[method].params, params);
  return parsed.success ? parsed.output : undefined;
}
