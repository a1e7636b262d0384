import { RefusedError } from '@conclave/shared/RefusedError';
import type { Peer } from '../../room/Peer.ts';
import type { RoomMedia } from '../../room/RoomMedia.ts';
import type { Doorway } from '../Doorway.ts';
import type { Handlers } from '../Handlers.ts';

type MediaMethod =
  | 'openMedia'
  | 'joinMedia'
  | 'connectTransport'
  | 'restartIce'
  | 'produce'
  | 'pauseProducer'
  | 'resumeProducer'
  | 'closeProducer'
  | 'consume'
  | 'resumeConsumer'
  | 'pauseConsumer'
  | 'closeConsumer'
  | 'setPreferredLayers'
  | 'requestKeyFrame';

/** Media of members; those about to become members prepare their transports. */
export function mediaHandlers({ roomOf, iceFor }: Doorway): Pick<Handlers, MediaMethod> {
  const mediaOf = async (peer: Peer): Promise<RoomMedia> => {
    const { session } = await roomOf(peer);
    if (!session.belongs(peer.id)) throw new RefusedError('notNow');
    return session.media;
  };
  return {
    async openMedia(peer) {
      const media = await mediaOf(peer);
      return { ...(await media.open(peer.id)), ...iceFor(peer) };
    },
    async joinMedia(peer, params) {
      const { session } = await roomOf(peer);
      (await mediaOf(peer)).join(peer.id, params);
      return { peers: session.views(peer) };
    },
    async connectTransport(peer, params) {
      await (await mediaOf(peer)).connect(peer.id, params);
      return {};
    },
    restartIce: async (peer, { transportId }) =>
      (await mediaOf(peer)).restartIce(peer.id, transportId),
    produce: async (peer, params) => (await mediaOf(peer)).produce(peer.id, params),
    async pauseProducer(peer, { producerId }) {
      await (await mediaOf(peer)).pauseProducer(peer.id, producerId);
      return {};
    },
    async resumeProducer(peer, { producerId }) {
      await (await mediaOf(peer)).resumeProducer(peer.id, producerId);
      return {};
    },
    async closeProducer(peer, { producerId }) {
      (await mediaOf(peer)).closeProducer(peer.id, producerId);
      return {};
    },
    consume: async (peer, { producerId }) => (await mediaOf(peer)).consume(peer.id, producerId),
    async resumeConsumer(peer, { consumerId }) {
      await (await mediaOf(peer)).resumeConsumer(peer.id, consumerId);
      return {};
    },
    async pauseConsumer(peer, { consumerId }) {
      await (await mediaOf(peer)).pauseConsumer(peer.id, consumerId);
      return {};
    },
    async closeConsumer(peer, { consumerId }) {
      (await mediaOf(peer)).closeConsumer(peer.id, consumerId);
      return {};
    },
    async setPreferredLayers(peer, params) {
      await (await mediaOf(peer)).setPreferredLayers(peer.id, params);
      return {};
    },
    async requestKeyFrame(peer, { consumerId }) {
      await (await mediaOf(peer)).requestKeyFrame(peer.id, consumerId);
      return {};
    },
  };
}
