import { createWriteStream } from 'node:fs';
import { observer } from 'mediasoup';
import type { Producer, Router } from 'mediasoup/types';

// Loaded into the real server with `node --import`: what a server would do that wants to listen in. It
// copies every packet that a router forwards, after SRTP is off, into the file CONCLAVE_TAP. The
// product has no hook for this; mediasoup tells of every object it makes.

const path = process.env['CONCLAVE_TAP'];
if (path === undefined) throw new Error('CONCLAVE_TAP names no file');
const file = createWriteStream(path);

/** Enough for 20 seconds of sound; more would only fill the disk. */
const MAX_PACKETS_PER_PRODUCER = 1_000;

observer.on('newworker', (worker) => {
  worker.observer.on('newrouter', (router) => {
    router.observer.on('newtransport', (transport) => {
      transport.observer.on('newproducer', (producer) => void listenIn(router, producer));
    });
  });
});

async function listenIn(router: Router, producer: Producer): Promise<void> {
  const { rtpCapabilities } = router;
  const direct = await router.createDirectTransport();
  const consumer = await direct.consume({ producerId: producer.id, rtpCapabilities });
  const mimeType = consumer.rtpParameters.codecs[0]?.mimeType ?? '';
  let left = MAX_PACKETS_PER_PRODUCER;
  consumer.on('rtp', (packet) => {
    if (left-- <= 0) return;
    const line = { producerId: producer.id, mimeType, packet: packet.toString('base64') };
    file.write(`${JSON.stringify(line)}\n`);
  });
}
