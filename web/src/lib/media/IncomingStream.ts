import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Source } from '@conclave/shared/wire/media';
import type { Consumer } from 'mediasoup-client/types';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import type { FramePort } from './FramePort.ts';
import { layerFor, spatialLayers, type TileSize } from './layers.ts';
import type { MediaTransports } from './MediaTransports.ts';
import { isRtpParameters, usable } from './mediasoupTypes.ts';

/** A participant's place in the room, from the MLS roster: who may be heard on their consumers. */
export interface RosterEntry {
  participantId: ParticipantId;
  peerId: PeerId;
  leaf: number;
  /** The epoch since which this leaf is theirs, as far as this browser saw. */
  sinceEpoch: bigint;
}

export interface IncomingOptions {
  signaling: SignalingPort;
  transports: MediaTransports;
  frames: FramePort;
}

export interface IncomingProducer {
  producerId: string;
  source: Source;
  sender: RosterEntry;
}

/** One consumer and the transform that opens its frames. */
export class IncomingStream {
  readonly consumer: Consumer;
  readonly transformId: string;
  readonly source: Source;
  readonly #options: IncomingOptions;
  #sender: RosterEntry;
  /** What the server was last told, so that it is told once. */
  #told: { paused: boolean; layer: number | undefined } = { paused: true, layer: undefined };
  #closed = false;

  private constructor(
    options: IncomingOptions,
    producer: IncomingProducer,
    made: { consumer: Consumer; transformId: string },
  ) {
    this.#options = options;
    this.#sender = producer.sender;
    this.source = producer.source;
    this.consumer = made.consumer;
    this.transformId = made.transformId;
  }

  static async open(options: IncomingOptions, producer: IncomingProducer): Promise<IncomingStream> {
    const { sender, source, producerId } = producer;
    const asked = await options.signaling.request('consume', { producerId });
    const rtpParameters = usable(asked.rtpParameters, isRtpParameters);
    const mimeType = rtpParameters.codecs[0]?.mimeType ?? '';
    let transformId = '';
    const consumer = await options.transports.receiving.consume({
      id: asked.consumerId,
      producerId,
      kind: asked.kind,
      rtpParameters,
      // Sound and picture of one camera keep in step; a screen has its own clock.
      streamId: `${sender.peerId}-${source.startsWith('screen') ? 'screen' : 'camera'}`,
      // Later is too late: Chromium then never calls the transform, and Opus plays ciphertext as noise.
      onRtpReceiver: (receiver) => {
        const { leaf, sinceEpoch } = sender;
        const stream = { kind: asked.kind, mimeType, source, leaf, sinceEpoch };
        const opened = options.frames.openTransform(stream);
        receiver.transform = opened.transform;
        transformId = opened.id;
      },
    });
    return new IncomingStream(options, producer, { consumer, transformId });
  }

  /** Names this stream in the browser's statistics. */
  get ssrc(): number {
    return this.consumer.rtpParameters.encodings?.[0]?.ssrc ?? 0;
  }

  get mimeType(): string {
    return this.consumer.rtpParameters.codecs[0]?.mimeType ?? '';
  }

  get layers(): 1 | 2 | 3 {
    return spatialLayers(this.consumer.rtpParameters.encodings?.[0]?.scalabilityMode);
  }

  /** The same participant has another leaf now. */
  setSender(sender: RosterEntry): void {
    const { leaf, sinceEpoch } = sender;
    if (leaf === this.#sender.leaf && sinceEpoch === this.#sender.sinceEpoch) return;
    this.#sender = sender;
    this.#options.frames.expect(this.transformId, { leaf, sinceEpoch, source: this.source });
  }

  /** Shown at this size, or not at all; sound is always 'heard'. Telling the server twice changes nothing. */
  async show(size: TileSize | 'heard' | 'hidden'): Promise<void> {
    const told = this.#told;
    const wanted = {
      paused: size === 'hidden',
      layer: typeof size === 'object' ? layerFor(size, this.layers, devicePixelRatio) : told.layer,
    };
    this.#told = wanted;
    try {
      // Both at once, in this order: the picture is a round trip earlier.
      await Promise.all([
        wanted.layer === told.layer ? undefined : this.#prefer(wanted.layer),
        wanted.paused === told.paused ? undefined : this.#pause(wanted.paused),
      ]);
    } catch (error) {
      if (this.#told === wanted) this.#told = told;
      throw error;
    }
  }

  /** Plays what comes so many milliseconds later at least; null leaves it to the browser. */
  delay(ms: number | null): void {
    const receiver = this.consumer.rtpReceiver;
    // Safari does not have it, and then decides alone.
    if (receiver !== undefined && 'jitterBufferTarget' in receiver)
      receiver.jitterBufferTarget = ms;
  }

  async requestKeyFrame(): Promise<void> {
    await this.#options.signaling.request('requestKeyFrame', { consumerId: this.consumer.id });
  }

  /** `known`: the server closed it already and need not be told. */
  close(known = false): void {
    if (this.#closed) return;
    this.#closed = true;
    this.consumer.close();
    this.#options.frames.release(this.transformId);
    if (known) return;
    const closing = this.#options.signaling.request('closeConsumer', {
      consumerId: this.consumer.id,
    });
    // Refused when it is gone already, with its producer or with the connection.
    closing.catch(() => undefined);
  }

  async #prefer(spatialLayer: number | undefined): Promise<void> {
    if (spatialLayer === undefined || this.layers === 1) return;
    await this.#options.signaling.request('setPreferredLayers', {
      consumerId: this.consumer.id,
      spatialLayer,
      temporalLayer: null,
    });
  }

  async #pause(paused: boolean): Promise<void> {
    await this.#options.signaling.request(paused ? 'pauseConsumer' : 'resumeConsumer', {
      consumerId: this.consumer.id,
    });
  }
}
