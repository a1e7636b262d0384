import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { RefusedError } from '@conclave/shared/RefusedError';
import { Documents, type DocumentFigures } from '../documents/Documents.ts';
import type { LogStore } from '../documents/LogStore.ts';
import type { Origins } from '../http/origins.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Metrics } from '../ops/Metrics.ts';
import type { Directions } from '../nodes/Directions.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Peer } from '../room/Peer.ts';
import { RoomElsewhere, type RoomPlaces } from '../room/RoomPlaces.ts';
import { RoomRegistry } from '../room/RoomRegistry.ts';
import type { RoomStore } from '../room/RoomStore.ts';
import type { Sfu } from '../sfu/Sfu.ts';
import type { NewsPool } from '../store/postgres/openNewsPool.ts';
import { addressKey } from '../ops/addressKey.ts';
import { Budgets } from './Budgets.ts';
import { createClientAddress } from './clientAddress.ts';
import { createDispatch, type Answer, type Dispatch } from './dispatch.ts';
import type { Doorway } from './Doorway.ts';
import { documentHandlers } from './handlers/documents.ts';
import { doorHandlers } from './handlers/door.ts';
import { groupHandlers } from './handlers/group.ts';
import { mediaHandlers } from './handlers/media.ts';
import { createIceServers, type TurnSettings } from './iceServers.ts';
import { RoomNews } from './RoomNews.ts';
import { SignalingServer } from './SignalingServer.ts';

/** [T19] Wrong links from one network address. Those who know a link are not kept out by who does not. */
const WRONG_LINKS = { size: 20, perSecond: 20 / 60 } as const;

/** While another node may have this one's rooms. */
const UNSURE: Answer = { reply: { ok: false, code: 'unavailable' } };

export interface RoomParts {
  /** [G-9] Whether a member may send media. */
  readonly mayProduce: (peer: Peer) => Promise<boolean>;
  /** People in a room, MAX_MEMBERS unless it is said; for tests. */
  readonly maxMembers?: number | undefined;
  readonly store: RoomStore;
  readonly places: RoomPlaces;
  readonly logs: LogStore;
  readonly figures: DocumentFigures;
  readonly sfu: Sfu;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Relays to hand out; undefined where there are none. */
  readonly turn: TurnSettings | undefined;
}

export interface Rooms {
  readonly registry: RoomRegistry;
  readonly documents: Documents;
  readonly dispatch: Dispatch;
  /** For what happens to meetings outside of their rooms. */
  readonly news: RoomNews;
}

/** Rooms with everything that answers requests about them; whatever carries the requests. */
export function createRooms(parts: RoomParts): Rooms {
  const { log, clock, logs, figures, turn, ...rest } = parts;
  const { places } = parts;
  const registry = new RoomRegistry({
    ...rest,
    clock,
    failed: (error) => log.error('room.failed', { error }),
  });
  const documents = new Documents({
    store: logs,
    clock,
    figures,
    session: (meetingId) => registry.running(meetingId),
    mayServe: () => places.mayServe,
  });
  const wrongLinks = new Budgets(WRONG_LINKS, clock);
  const doorway: Doorway = {
    async enter(peer, params) {
      try {
        return await registry.enter(peer, params);
      } catch (error) {
        // No answer: it asks again where it is sent to then.
        if (error instanceof RoomElsewhere) peer.close();
        const wrong = error instanceof RefusedError && error.code === 'linkUnknown';
        if (!wrong || wrongLinks.take(addressKey(peer.address))) throw error;
        log.security('door.guessing', { address: peer.address });
        throw new RefusedError('tooMany', { cause: error });
      }
    },
    roomOf: (peer) => registry.roomOf(peer),
    iceFor: createIceServers({ turn, clock, randomBytes }),
  };
  const dispatch = createDispatch({
    ...doorHandlers(doorway),
    ...groupHandlers(doorway),
    ...documentHandlers(documents),
    ...mediaHandlers(doorway),
  });
  const guarded: Dispatch = async (peer, method, params) =>
    places.mayServe ? dispatch(peer, method, params) : UNSURE;
  return { registry, documents, dispatch: guarded, news: new RoomNews({ registry, log }) };
}

export interface ServeOptions {
  /** Does not listen yet. */
  readonly http: HttpServer;
  readonly origins: Origins;
  readonly trustProxy: readonly string[];
  readonly socketsPerAddress: number;
  readonly checkOutgoing: boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly directions: Directions;
  /** Where nodes tell each other what happened; undefined where there is one. */
  readonly newsPool: Pick<NewsPool, 'pool' | 'channel'> | undefined;
}

/** Lets browsers into rooms. Closing it tells everybody that the server stops. */
export async function serveRooms(
  { registry, documents, dispatch, news }: Rooms,
  options: ServeOptions,
): Promise<{ close(): Promise<void> }> {
  const { trustProxy, log, metrics } = options;
  await registry.start();
  const signaling = new SignalingServer({
    ...options,
    dispatch,
    clientAddress: createClientAddress(trustProxy),
    mediaBytes: (peer) => registry.mediaBytes(peer),
    gone: (peer) => {
      documents.drop(peer);
      registry.drop(peer).catch((error: unknown) => log.error('room.failed', { error }));
    },
  });
  if (options.newsPool !== undefined) news.connect(signaling);
  metrics.watch('signaling_connections', () => signaling.connections);
  metrics.watch('rooms', () => registry.size);
  return {
    async close() {
      await registry.close();
      await signaling.close();
    },
  };
}
