import type { Params, Result } from '@conclave/shared/wire/peerRequests';
import type { Peer } from '../room/Peer.ts';
import type { Room } from '../room/Room.ts';
import type { IceConfig } from './iceServers.ts';

/** How handlers get from a connection to its room. */
export interface Doorway {
  /** Refuses unknown links, and guesses at them beyond a number. */
  readonly enter: (peer: Peer, params: Params<'enter'>) => Promise<Result<'enter'>>;
  /** Refuses peers who have not entered. */
  readonly roomOf: (peer: Peer) => Promise<Room>;
  /** Relays with credentials of their own for whoever asks. */
  readonly iceFor: () => IceConfig;
}
