import type { PeerMethod } from '@conclave/shared/wire/peerRequests';

/**
 * Requests that name or make what dies with the connection: a place in the queue, transports,
 * producers. When it breaks they are refused; a repeat on the next connection would be about things
 * that are not there, or would make a second one. All others carry ids that make repeats harmless.
 */
const bound: ReadonlySet<PeerMethod> = new Set<PeerMethod>([
  'takeTicket',
  'resume',
  'reportHead',
  'leave',
  'openDocuments',
  'signalDocument',
  'openMedia',
  'joinMedia',
  'connectTransport',
  'restartIce',
  'produce',
  'pauseProducer',
  'resumeProducer',
  'closeProducer',
  'consume',
  'resumeConsumer',
  'pauseConsumer',
  'closeConsumer',
  'setPreferredLayers',
  'requestKeyFrame',
]);

export function isBoundToConnection(method: PeerMethod): boolean {
  return bound.has(method);
}

/** Requests by which a connection gets its place in the room; what is left over may follow them. */
export function givesPlace(method: PeerMethod): boolean {
  return method === 'resume' || method === 'startSession' || method === 'takeTicket';
}
