import {
  DtlsParameters,
  RtpParameters,
  RtpCapabilities,
  Source,
} from '@conclave/shared/wire/media';
import type { Result } from '@conclave/shared/wire/peerRequests';
import type { Device, Transport } from 'mediasoup-client/types';
import * as v from 'valibot';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import { withConstantOpus } from './encodings.ts';
import { loadMediasoup } from './loadMediasoup.ts';
import { IceKeeper } from './IceKeeper.ts';
import {
  isIceParameters,
  isRouterCapabilities,
  isTransportOptions,
  usable,
} from './mediasoupTypes.ts';
import { plainIceServer } from './plainIceServer.ts';

export interface MediaTransportsOptions {
  signaling: SignalingPort;
  /** Nothing comes on one of the two any more, as the browser says. */
  onAway: () => void;
  /** And now it does again. */
  onBack: () => void;
  /** Restarting ICE did not help: everything must be opened anew. */
  onLost: () => void;
}

/** The two WebRTC connections to the SFU and the device that knows this browser's codecs. */
export class MediaTransports {
  readonly device: Device;
  readonly sending: Transport;
  readonly receiving: Transport;
  readonly #signaling: SignalingPort;
  readonly #keepers: readonly IceKeeper[];
  #closed = false;

  private constructor(
    device: Device,
    opened: Result<'openMedia'>,
    options: MediaTransportsOptions,
  ) {
    const ice = {
      iceServers: opened.iceServers.map(plainIceServer),
      iceTransportPolicy: opened.iceTransportPolicy,
    };
    this.device = device;
    this.#signaling = options.signaling;
    this.sending = device.createSendTransport({
      ...usable(opened.send, isTransportOptions),
      ...ice,
    });
    this.receiving = device.createRecvTransport({
      ...usable(opened.receive, isTransportOptions),
      ...ice,
    });
    this.#keepers = [this.sending, this.receiving].map((transport) =>
      this.#wire(transport, options),
    );
    this.sending.on('produce', ({ kind, rtpParameters, appData }, done, fail) => {
      const request = { kind, ...v.parse(Produced, { rtpParameters, ...appData }) };
      this.#signaling
        .request('produce', { ...request, paused: false })
        .then(({ producerId }) => done({ id: producerId }), fail);
    });
  }

  /** One round trip for everything that both directions need; mediasoup-client loads meanwhile. */
  static async open(options: MediaTransportsOptions): Promise<MediaTransports> {
    const [{ Device: DeviceClass }, opened] = await Promise.all([
      loadMediasoup(),
      options.signaling.request('openMedia', {}),
    ]);
    const device = await DeviceClass.factory();
    const capabilities = usable(opened.routerRtpCapabilities, isRouterCapabilities);
    await device.load({ routerRtpCapabilities: withConstantOpus(capabilities) });
    return new MediaTransports(device, opened, options);
  }

  /** What this browser can receive, as `joinMedia` wants it. */
  receivable(): v.InferOutput<typeof RtpCapabilities> {
    return v.parse(RtpCapabilities, this.device.recvRtpCapabilities);
  }

  /** The network under us changed: look for a new path before the old one times out. */
  networkChanged(): void {
    for (const keeper of this.#keepers) keeper.restartNow();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const keeper of this.#keepers) keeper.close();
    this.sending.close();
    this.receiving.close();
  }

  #wire(transport: Transport, { onAway, onBack, onLost }: MediaTransportsOptions): IceKeeper {
    transport.on('connect', ({ dtlsParameters }, done, fail) => {
      this.#signaling
        .request('connectTransport', {
          transportId: transport.id,
          dtlsParameters: v.parse(DtlsParameters, dtlsParameters),
        })
        .then(done, fail);
    });
    const keeper = new IceKeeper({ restart: () => this.#restartIce(transport), onLost });
    let wasAway = false;
    transport.on('connectionstatechange', (state) => {
      keeper.changed(state);
      const isAway = state === 'disconnected' || state === 'failed';
      if (isAway) onAway();
      else if (state === 'connected' && wasAway) onBack();
      wasAway = isAway || (wasAway && state !== 'connected');
    });
    return keeper;
  }

  async #restartIce(transport: Transport): Promise<void> {
    const { iceParameters, iceServers } = await this.#signaling.request('restartIce', {
      transportId: transport.id,
    });
    await transport.updateIceServers({ iceServers: iceServers.map(plainIceServer) });
    await transport.restartIce({ iceParameters: usable(iceParameters, isIceParameters) });
  }
}

const Produced = v.strictObject({ rtpParameters: RtpParameters, source: Source });
