import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params, PeerMethod } from '@conclave/shared/wire/peerRequests';
import type { AgentContext } from './AgentContext.ts';

/**
 * Asks the server for something whose answer changes nothing here: an acknowledgement, a message to
 * others. A refusal means that the moment has passed.
 */
export function ask<M extends PeerMethod>(
  { signaling, report }: Pick<AgentContext, 'signaling' | 'report'>,
  method: M,
  params: Params<M>,
): void {
  signaling.request(method, params).catch((error: unknown) => {
    if (!(error instanceof RefusedError)) report(error);
  });
}
