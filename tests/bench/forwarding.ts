import { createWorker } from 'mediasoup';
import type { WebRtcServer, WebRtcTransport, Worker } from 'mediasoup/types';
import { mediaCodecs } from '../../server/src/sfu/codecs.ts';
import {
  dtlsParametersFrom,
  rtpCapabilitiesFrom,
  rtpParametersFrom,
  toWireParameters,
} from '../../server/src/sfu/rtp.ts';
import { childrenOf } from '../support/processes.ts';
import { rtpCapabilities, RtpPeer, type MediaSide } from '../support/rtpPeer.ts';
import { startServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { percent, share } from './cpu.ts';
import { median, type Bench } from './Row.ts';

const ROOMS = 10;
const PEERS = 6;
const KBPS = 300;
const SETTLE_MS = 2_000;
const MEASURE_MS = 8_000;
const ROUNDS = 3;
const CONSUMERS = ROOMS * PEERS * (PEERS - 1) * 2;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The worker's share of a core, and that of the Node process above it, with its packets a second. */
interface Load {
  readonly worker: number;
  readonly node: number;
  readonly packets: number;
}

/** 600 streams through one worker: under the server, and under a program that does nothing else. */
export const forwarding: Bench = {
  name: 'forwarding',
  async measure() {
    const ours: Load[] = [];
    const bare: Load[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await throughServer());
      bare.push(await throughMediasoup());
    }
    const perPacket = (loads: readonly Load[]): number =>
      median(loads.map(({ worker, packets }) => worker / packets));
    return [
      {
        what: `worker CPU for ${CONSUMERS} consumers: our server`,
        figure: percent(median(ours.map(({ worker }) => worker))),
      },
      {
        what: `the same streams through bare mediasoup`,
        figure: percent(median(bare.map(({ worker }) => worker))),
      },
      {
        what: 'worker CPU for each packet, ours to bare',
        figure: (perPacket(ours) / perPacket(bare)).toFixed(2),
        target: 'within 5 %',
      },
      {
        what: `Node's CPU to the worker's at ${CONSUMERS} consumers`,
        figure: percent(median(ours.map(({ node, worker }) => node / worker))),
        target: 'at most 15 %',
      },
    ];
  },
};

async function throughServer(): Promise<Load> {
  const server = await startServer({
    env: { SOCKETS_PER_ADDRESS: '500', NODE_ENV: 'test', LOG_LEVEL: 'info' },
  });
  const members: TestMember[] = [];
  try {
    const organizer = await newOrganizer(server.origin);
    const peers: RtpPeer[] = [];
    for (let room = 0; room < ROOMS; room++) {
      const meeting = await createMeeting(organizer);
      const options = { origin: server.origin, meeting };
      const inside = [await TestMember.start(options)];
      while (inside.length < PEERS) inside.push(await TestMember.join(options));
      members.push(...inside);
      peers.push(
        ...(await fill(
          room,
          inside.map((member) => () => RtpPeer.open(member)),
        )),
      );
    }
    const [worker = 0] = childrenOf(server.pid);
    return await measure(peers, { worker, node: server.pid });
  } finally {
    for (const member of members) member.close();
    await server.remove();
  }
}

async function throughMediasoup(): Promise<Load> {
  const { MEDIASOUP_WORKER_BIN: workerBin } = process.env;
  const worker = await createWorker({
    logLevel: 'error',
    ...(workerBin !== undefined && { workerBin }),
  });
  try {
    const buffer = 4 * 1024 * 1024;
    const listen = {
      protocol: 'udp',
      ip: '127.0.0.1',
      recvBufferSize: buffer,
      sendBufferSize: buffer,
    } as const;
    const server = await worker.createWebRtcServer({ listenInfos: [listen] });
    const peers: RtpPeer[] = [];
    for (let room = 0; room < ROOMS; room++) {
      const open = await bareRoom(worker, server);
      peers.push(
        ...(await fill(
          room,
          Array.from({ length: PEERS }, () => open),
        )),
      );
    }
    return await measure(peers, { worker: worker.pid, node: process.pid });
  } finally {
    worker.close();
  }
}

/**
 * Everybody sends sound and picture, everybody gets those of the others. Only the first room counts
 * what comes: with all of them the generator would be what is measured.
 */
async function fill(room: number, opens: readonly (() => Promise<RtpPeer>)[]): Promise<RtpPeer[]> {
  const counts = room === 0;
  const peers = await Promise.all(opens.map((open) => open()));
  const sent = await Promise.all(
    peers.map(async (peer) => [await peer.sendAudio(), await peer.sendVideo(KBPS)]),
  );
  await Promise.all(
    peers.map((peer, own) => {
      const others = sent.flatMap((ids, at) => (at === own ? [] : ids));
      return peer.receive(others, { counts });
    }),
  );
  return peers;
}

async function measure(
  peers: readonly RtpPeer[],
  { worker, node }: { worker: number; node: number },
): Promise<Load> {
  await sleep(SETTLE_MS);
  const heard = (): number =>
    peers.flatMap(({ incoming }) => incoming).reduce((sum, { packets }) => sum + packets, 0);
  const before = heard();
  const [workerShare = 0, nodeShare = 0] = await share([worker, node], () => sleep(MEASURE_MS));
  const packets = ((heard() - before) * ROOMS * 1000) / MEASURE_MS;
  for (const peer of peers) peer.close();
  return { worker: workerShare, node: nodeShare, packets };
}

async function bareRoom(
  worker: Worker,
  webRtcServer: WebRtcServer,
): Promise<() => Promise<RtpPeer>> {
  const router = await worker.createRouter({ mediaCodecs });
  return async () => {
    const [send, receive] = await Promise.all([
      router.createWebRtcTransport({ webRtcServer }),
      router.createWebRtcTransport({ webRtcServer }),
    ]);
    const consumers = new Map<string, { resume(): Promise<void> }>();
    const side: MediaSide = {
      send: optionsOf(send),
      receive: optionsOf(receive),
      connect: ({ transportId, dtlsParameters }) =>
        (transportId === send.id ? send : receive).connect({
          dtlsParameters: dtlsParametersFrom(dtlsParameters),
        }),
      async produce({ kind, rtpParameters }) {
        const parameters = rtpParametersFrom(rtpParameters);
        return (await send.produce({ kind, rtpParameters: parameters })).id;
      },
      async consume(producerId) {
        const capabilities = rtpCapabilitiesFrom(rtpCapabilities);
        const options = { producerId, rtpCapabilities: capabilities, paused: true };
        const consumer = await receive.consume(options);
        consumers.set(consumer.id, consumer);
        const { id, kind } = consumer;
        return { consumerId: id, kind, rtpParameters: toWireParameters(consumer.rtpParameters) };
      },
      resume: async (consumerId) => consumers.get(consumerId)?.resume(),
    };
    return new RtpPeer(side);
  };
}

function optionsOf(transport: WebRtcTransport): MediaSide['send'] {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
