import type { Params, Result } from '@conclave/shared/wire/peerRequests';
import type { IceServer } from '@conclave/shared/wire/media';
import type * as v from 'valibot';
import type { Peer } from '../room/Peer.ts';
import type { Room } from '../room/Room.ts';

/** TURN and STUN servers for one peer, and whether it may connect without them. */
interface IceConfig {
  readonly iceServers: v.InferOutput<typeof IceServer>[];
  readonly iceTransportPolicy: 'all' | 'relay';
}

/** How handlers get from a connection to its room. */
export interface Doorway {
  /** Refuses unknown links, and guesses at them beyond a number. */
  readonly enter: (peer: Peer, params: Params<'enter'>) => Promise<Result<'enter'>>;
  /** Refuses peers who have not entered. */
  readonly roomOf: (peer: Peer) => Promise<Room>;
  readonly iceFor: (peer: Peer) => IceConfig;
}
