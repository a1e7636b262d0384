import type { Params, PeerMethod, Result } from '@conclave/shared/wire/peerRequests';
import type { Peer } from '../room/Peer.ts';

/** What answers each request. To refuse, a handler throws a RefusedError. */
export type Handlers = {
  readonly [M in PeerMethod]: (peer: Peer, params: Params<M>) => Promise<Result<M>> | Result<M>;
};
