import type { Params } from '@conclave/shared/wire/peerRequests';
import { expect, it } from 'vitest';
import { FakeSfu } from '../../../tests/support/FakeSfu.ts';
import { newPeerId } from '../../../tests/support/signers.ts';
import { RoomMedia } from './RoomMedia.ts';

const microphone: Params<'produce'> = {
  kind: 'audio',
  source: 'microphone',
  paused: false,
  rtpParameters: { codecs: [{ mimeType: 'audio/opus', payloadType: 1, clockRate: 48_000 }] },
};

it('[G-9, R74] consent that is taken back while media begin ends them before anybody hears of them', async () => {
  const told: string[] = [];
  const asked = Promise.withResolvers<boolean>();
  const media = new RoomMedia({
    sfu: new FakeSfu(),
    notify: () => undefined,
    tellOthers: (_peerId, name) => told.push(name),
    belongs: () => true,
    mayProduce: () => asked.promise,
    lost: () => undefined,
  });
  const [ilse, tomas] = [newPeerId(), newPeerId()];
  for (const peerId of [ilse, tomas]) await media.open(peerId);
  const [begun, other] = [media.produce(ilse, microphone), media.produce(tomas, microphone)];
  media.stopProducing(ilse);
  asked.resolve(true);
  await expect(begun).rejects.toMatchObject({ code: 'consentMissing' });
  expect(media.producersOf(ilse)).toEqual([]);
  await other;
  expect(media.producersOf(tomas)).toHaveLength(1);
  expect(told).toEqual(['producerAdded']);
  await media.produce(ilse, microphone);
  expect(media.producersOf(ilse)).toHaveLength(1);
});
