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

/** Media of members; those about to become members prepare their transports and no more [V-13]. */
export function mediaHandlers({ roomOf, iceFor }: Doorway): Pick<Handlers, MediaMethod> {
  const preparedBy = async (peer: Peer): Promise<RoomMedia> => {
    const { session } = await roomOf(peer);
    if (!session.belongs(peer.id)) throw new RefusedError('notNow');
    return session.media;
  };
  const mediaOf = async (peer: Peer): Promise<RoomMedia> => {
    const { session } = await roomOf(peer);
    if (!session.isMember(peer.id)) throw new RefusedError('notNow');
    return session.media;
  };
  return {
    async openMedia(peer) {
      const media = await preparedBy(peer);
      return { ...(await media.open(peer.id)), ...iceFor() };
    },
    async joinMedia(peer, params) {
      (await mediaOf(peer)).join(peer.id, params);
      const { session } = await roomOf(peer);
      return { peers: session.views(peer) };
    },
    async connectTransport(peer, params) {
      await (await preparedBy(peer)).connect(peer.id, params);
      return {};
    },
    async restartIce(peer, { transportId }) {
      const restarted = await (await preparedBy(peer)).restartIce(peer.id, transportId);
      return { ...restarted, iceServers: iceFor().iceServers };
    },
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
