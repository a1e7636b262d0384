import { RefusedError } from '@conclave/shared/RefusedError';
import type { HostKeys } from '../host/HostKeys.ts';
import { signSessionEnd } from '../objects/sessionEnd.ts';
import type { AgentContext } from './AgentContext.ts';

/**
 * 4.3: the host ends the session that runs without being in it, also where nothing that the server serves
 * of it fits. Only the session's id is taken from the server, and the order is good for that one only.
 */
export async function endAsHost(context: AgentContext, host: HostKeys): Promise<void> {
  const { meetingId, signaling, queue } = context;
  const link = host.links.find(({ kind }) => kind === 'copied');
  if (link === undefined) throw new RefusedError('notAllowed');
  const { joinProof } = link;
  const { session } = await signaling.request('enter', { meetingId, joinProof });
  if (session === null) throw new RefusedError('notNow');
  const { sessionId } = session;
  const order = await queue.run(() =>
    signSessionEnd({ ...host.meeting, sessionId }, host.signing, undefined),
  );
  await signaling.request('endSession', { sessionId, order });
}
