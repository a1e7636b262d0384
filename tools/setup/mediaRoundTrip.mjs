import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import datachannel from 'node-datachannel';
import { loadMediasoup } from './mediasoup.mjs';
import { offerFrom } from './offerFrom.mjs';

/**
 * @typedef {import('mediasoup').types.WebRtcTransport} WebRtcTransport
 * @typedef {import('node-datachannel').Track} Track
 */
/** @typedef {import('node-datachannel').PeerConnection} PeerConnection */

const opus = { mimeType: 'audio/opus', clockRate: 48_000, channels: 2 };
const PAYLOAD_TYPE = 111;
const SSRC = 0x0c_0c_0c_0c;

/**
 * A packet a frame of audio would come in, with `payload` in place of sound.
 * @param {number} sequence
 * @param {Buffer} payload
 */
function rtpPacket(sequence, payload) {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = PAYLOAD_TYPE;
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(sequence * 960, 4);
  header.writeUInt32BE(SSRC, 8);
  return Buffer.concat([header, payload]);
}

/**
 * Joins a transport of the worker as a browser would: ICE, then DTLS, over real sockets.
 * @param {WebRtcTransport} transport
 * @param {{ direction: 'sendonly' | 'recvonly', ssrc?: number }} media as the worker sees it
 * @param {PeerConnection[]} opened where the caller finds what it must close
 * @returns {Promise<Track>}
 */
async function connect(transport, media, opened) {
  const connection = new datachannel.PeerConnection(media.direction, {
    iceServers: [],
    bindAddress: '127.0.0.1',
  });
  opened.push(connection);
  /** @type {PromiseWithResolvers<Track>} */
  const track = Promise.withResolvers();
  /** @type {PromiseWithResolvers<string>} */
  const answer = Promise.withResolvers();
  /** @type {PromiseWithResolvers<void>} */
  const connected = Promise.withResolvers();
  connection.onTrack(track.resolve);
  connection.onLocalDescription((sdp) => answer.resolve(sdp));
  connection.onStateChange((state) => {
    if (state === 'connected') connected.resolve();
    if (state === 'failed') connected.reject(new Error('ICE or DTLS failed'));
  });

  const offer = offerFrom(transport, { ...media, payloadType: PAYLOAD_TYPE });
  connection.setRemoteDescription(offer, 'offer');
  const value = /a=fingerprint:sha-256 (\S+)/i.exec(await answer.promise)?.[1] ?? '';
  // Together, since a handshake may fail before the worker has said that it may begin.
  const [joined] = await Promise.all([
    track.promise,
    connected.promise,
    transport.connect({
      dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] },
    }),
  ]);
  return joined;
}

/**
 * Repeats the packet, since UDP may lose one, until it has come back whole.
 * @param {Track} into @param {Track} outOf
 */
function carry(into, outOf) {
  const payload = randomBytes(40);
  let sequence = 0;
  /** @type {Promise<number>} */
  const arrived = new Promise((resolve) => {
    const timer = setInterval(() => into.sendMessageBinary(rtpPacket((sequence += 1), payload)), 5);
    outOf.onMessage((packet) => {
      // The worker may add header extensions, so only the end of the packet is compared.
      if (packet.length <= payload.length || !packet.subarray(-payload.length).equals(payload))
        return;
      clearInterval(timer);
      resolve(sequence);
    });
  });
  return arrived;
}

/**
 * Sends a packet to a worker through ICE, DTLS and SRTP and receives it again from a consumer.
 * Upstream's own tests make no DTLS handshake, and a worker that fails exactly there passes them.
 * @param {string} workerBin
 * @param {(doing: string) => void} tell hears what is being tried, to name it when it never ends
 * @returns {Promise<number>} how often it had to be sent
 */
export async function mediaRoundTrip(workerBin, tell) {
  tell('starting it');
  const worker = await loadMediasoup().createWorker({ workerBin });
  const died = once(worker, 'died').then(([error]) => {
    throw error;
  });
  /** @type {PeerConnection[]} */
  const opened = [];
  try {
    return await Promise.race([died, exchange(worker, opened, tell)]);
  } finally {
    for (const connection of opened) connection.close();
    worker.close();
  }
}

/**
 * @param {import('mediasoup').types.Worker} worker
 * @param {PeerConnection[]} opened
 * @param {(doing: string) => void} tell
 */
async function exchange(worker, opened, tell) {
  const router = await worker.createRouter({ mediaCodecs: [{ kind: 'audio', ...opus }] });
  const listenInfos = [{ protocol: /** @type {const} */ ('udp'), ip: '127.0.0.1' }];
  const inward = await router.createWebRtcTransport({ listenInfos });
  const outward = await router.createWebRtcTransport({ listenInfos });
  const codec = { ...opus, payloadType: PAYLOAD_TYPE };

  tell('shaking hands over DTLS to send');
  const sender = await connect(inward, { direction: 'recvonly' }, opened);
  const producer = await inward.produce({
    kind: 'audio',
    rtpParameters: { mid: '0', codecs: [codec], encodings: [{ ssrc: SSRC }] },
  });
  const consumer = await outward.consume({
    producerId: producer.id,
    rtpCapabilities: {
      codecs: [{ kind: 'audio', ...opus, preferredPayloadType: PAYLOAD_TYPE }],
      headerExtensions: [],
    },
  });

  tell('shaking hands over DTLS to receive');
  const ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc ?? 0;
  const receiver = await connect(outward, { direction: 'sendonly', ssrc }, opened);

  tell('carrying a packet through SRTP');
  return carry(sender, receiver);
}
