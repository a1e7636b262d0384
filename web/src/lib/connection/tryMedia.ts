import type { ConnectionTest } from '@conclave/shared/wire/connectionTestApi';
import { DtlsParameters } from '@conclave/shared/wire/media';
import type { Transport } from 'mediasoup-client/types';
import * as v from 'valibot';
import { loadMediasoup } from '../media/loadMediasoup.ts';
import { isRouterCapabilities, isTransportOptions, usable } from '../media/mediasoupTypes.ts';
import { plainIceServer } from '../media/plainIceServer.ts';
import { networkPath, type NetworkPath } from '../media/statsReport.ts';
import type { ConnectionTestApi } from './ConnectionTestApi.ts';

/** ICE tries direct ways first and relays last; after this nobody waits any more. */
const CONNECT_MS = 20_000;

/** The first answers measure the keys' agreement; later ones the line. */
const MEASURE_MS = 3_000;
const READ_MS = 500;

/** No way for media was found, although the server answered. */
class NoWayError extends Error {
  override readonly name = 'NoWayError';
}

/**
 * Connects to the SFU as a meeting does, and measures. What goes over the line are the packets that
 * keep it open: the track is silent and its only encoding is off, so that no frame is ever sent.
 * Throws NoWayError, and what the API throws.
 */
export async function tryMedia(
  test: ConnectionTest,
  api: ConnectionTestApi,
  wait: (ms: number) => Promise<void>,
): Promise<NetworkPath> {
  const { Device } = await loadMediasoup();
  const device = await Device.factory();
  await device.load({
    routerRtpCapabilities: usable(test.routerRtpCapabilities, isRouterCapabilities),
  });
  const transport = device.createSendTransport({
    ...usable(test.send, isTransportOptions),
    iceServers: test.iceServers.map(plainIceServer),
    iceTransportPolicy: test.iceTransportPolicy,
  });
  const silence = new AudioContext();
  try {
    await connected(transport, { api, testId: test.send.id, silence, wait });
    return await measured(transport, wait);
  } finally {
    transport.close();
    await silence.close();
  }
}

interface Parts {
  readonly api: ConnectionTestApi;
  readonly testId: string;
  readonly silence: AudioContext;
  readonly wait: (ms: number) => Promise<void>;
}

async function connected(
  transport: Transport,
  { api, testId, silence, wait }: Parts,
): Promise<void> {
  transport.on('connect', ({ dtlsParameters }, done, fail) => {
    api
      .connect(testId, { dtlsParameters: v.parse(DtlsParameters, dtlsParameters) })
      .then(done, fail);
  });
  // Nothing is announced to the server: there is nobody to send anything to.
  transport.on('produce', (_offered, done) => done({ id: testId }));
  const open = new Promise<void>((resolve, reject) => {
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') resolve();
      if (state === 'failed') reject(new NoWayError('all ways failed'));
    });
  });
  const late = wait(CONNECT_MS).then(() => Promise.reject(new NoWayError('no way within 20 s')));
  const [track] = silence.createMediaStreamDestination().stream.getAudioTracks();
  if (track === undefined) throw new NoWayError('this browser makes no sound track');
  await transport.produce({ track, encodings: [{ active: false }], stopTracks: true });
  await Promise.race([open, late]);
}

/** The path in use, with the shortest time that a packet took there and back. */
async function measured(
  transport: Transport,
  wait: (ms: number) => Promise<void>,
): Promise<NetworkPath> {
  let best: NetworkPath | undefined;
  for (let passed = 0; passed < MEASURE_MS; passed += READ_MS) {
    await wait(READ_MS);
    const path = networkPath(await transport.getStats());
    if (path === undefined) continue;
    const known = Math.min(best?.roundTripMs ?? Infinity, path.roundTripMs ?? Infinity);
    best = { ...path, roundTripMs: Number.isFinite(known) ? known : undefined };
  }
  if (best === undefined) throw new NoWayError('the browser does not say how it is connected');
  return best;
}
