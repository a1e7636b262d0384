import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  DtlsParameters,
  RtpCapabilities,
  TransportOptions,
} from '@conclave/shared/wire/media';
import type { Timers } from '../ops/Timers.ts';
import type { Consumer, IceParameters, Producer, WebRtcTransport } from 'mediasoup/types';
import {
  dtlsParametersFrom,
  rtpCapabilitiesFrom,
  rtpParametersFrom,
  toWireParameters,
} from './rtp.ts';
import { refusing } from './refusing.ts';
import { RoomToGrow, type Downlink } from './RoomToGrow.ts';
import type { NewConsumer, NewProducer, SfuPeer, SfuPeerListener } from './Sfu.ts';
import type { RoomRouter, RoomRouters } from './RoomRouters.ts';

export interface PeerParts {
  readonly routerRtpCapabilities: RtpCapabilities;
  readonly routers: RoomRouters;
  readonly place: RoomRouter;
  readonly sending: WebRtcTransport;
  readonly receiving: WebRtcTransport;
  readonly listener: SfuPeerListener;
  readonly timers: Timers;
  readonly onClose: () => void;
}

/** What a peer may have at once. Far above what the client does; bounds what a hostile one can. */
const MAX_PRODUCERS = 8;
const MAX_CONSUMERS = 1024;

/** A peer's media on mediasoup: two transports, and producers and consumers by id. */
export class MediasoupPeer implements SfuPeer {
  readonly #parts: PeerParts;
  readonly #producers = new Map<string, Producer>();
  readonly #consumers = new Map<string, Consumer>();
  readonly #connected = new Map<string, Promise<void>>();
  readonly #grow: RoomToGrow;
  #closed = false;

  constructor(parts: PeerParts) {
    this.#parts = parts;
    const { receiving } = parts;
    const isShort = (): boolean =>
      [...this.#consumers.values()].some((consumer) => lacks(consumer));
    this.#grow = new RoomToGrow(parts.timers, {
      get isShort() {
        return isShort();
      },
      read: () => this.#readDownlink(),
      limit: (bitrate) => receiving.setMaxOutgoingBitrate(bitrate),
    });
  }

  get routerRtpCapabilities(): RtpCapabilities {
    return this.#parts.routerRtpCapabilities;
  }

  /** What it has open. */
  get figures(): { producers: number; consumers: number } {
    return { producers: this.#producers.size, consumers: this.#consumers.size };
  }

  get send(): TransportOptions {
    return describe(this.#parts.sending);
  }

  get receive(): TransportOptions {
    return describe(this.#parts.receiving);
  }

  /**
   * Repeating it does nothing, where mediasoup would throw. The transport's own state does not tell:
   * DTLS may have begun before this, and then waits for the fingerprint that comes here.
   */
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#transport(transportId);
    const known = this.#connected.get(transportId);
    if (known !== undefined) return known;
    const parameters = dtlsParametersFrom(dtlsParameters);
    const connected = refusing(transport.connect({ dtlsParameters: parameters }));
    this.#connected.set(transportId, connected);
    return connected;
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    return refusing(this.#transport(transportId).restartIce());
  }

  async produce({ kind, source, rtpParameters, paused }: NewProducer): Promise<string> {
    if (this.#producers.size >= MAX_PRODUCERS) throw new RefusedError('tooMany');
    const { sending, place, routers } = this.#parts;
    const producing = sending.produce({
      kind,
      rtpParameters: rtpParametersFrom(rtpParameters),
      paused,
      appData: { source },
      // PLIs of many viewers become one key frame a second at most.
      keyFrameRequestDelay: 1000,
    });
    const producer = await refusing(producing);
    this.#producers.set(producer.id, producer);
    routers.remember(producer.id, place);
    producer.observer.once('close', () => {
      this.#producers.delete(producer.id);
      routers.forget(producer.id);
    });
    return producer.id;
  }

  async pauseProducer(producerId: string): Promise<void> {
    const producer = this.#producer(producerId);
    await refusing(producer.pause());
  }

  async resumeProducer(producerId: string): Promise<void> {
    const producer = this.#producer(producerId);
    await refusing(producer.resume());
  }

  closeProducer(producerId: string): void {
    this.#producer(producerId).close();
  }

  async consume(producerId: string, capabilities: RtpCapabilities): Promise<NewConsumer> {
    const { routers, place, receiving } = this.#parts;
    if (this.#consumers.size >= MAX_CONSUMERS) throw new RefusedError('tooMany');
    if (this.#producers.has(producerId)) throw new RefusedError('notAllowed');
    if (!(await routers.bring(producerId, place))) throw new RefusedError('notFound');
    const rtpCapabilities = rtpCapabilitiesFrom(capabilities);
    if (!place.router.canConsume({ producerId, rtpCapabilities })) {
      throw new RefusedError('notNow');
    }
    const consuming = receiving.consume({
      ...{ producerId, rtpCapabilities, paused: true },
      // Sound too is sent again when it was lost; mediasoup does so for pictures alone unless it is told.
      enableRtx: true,
    });
    const consumer = await refusing(consuming);
    this.#own(consumer);
    const { id, kind, producerPaused } = consumer;
    const rtpParameters = toWireParameters(consumer.rtpParameters);
    return { consumerId: id, kind, rtpParameters, producerPaused };
  }

  async resumeConsumer(consumerId: string): Promise<void> {
    await refusing(this.#consumer(consumerId).resume());
  }

  async pauseConsumer(consumerId: string): Promise<void> {
    await refusing(this.#consumer(consumerId).pause());
  }

  closeConsumer(consumerId: string): void {
    this.#consumer(consumerId).close();
    this.#consumers.delete(consumerId);
  }

  async setPreferredLayers(
    consumerId: string,
    { spatialLayer, temporalLayer }: { spatialLayer: number; temporalLayer: number | null },
  ): Promise<void> {
    const consumer = this.#consumer(consumerId);
    if (consumer.type === 'simple') return;
    const layers = { spatialLayer, ...(temporalLayer !== null && { temporalLayer }) };
    await refusing(consumer.setPreferredLayers(layers));
  }

  async requestKeyFrame(consumerId: string): Promise<void> {
    await refusing(this.#consumer(consumerId).requestKeyFrame());
  }

  async bytesReceived(): Promise<number> {
    const { sending, receiving } = this.#parts;
    const both = await refusing(Promise.all([sending.getStats(), receiving.getStats()]));
    return both.flat().reduce((sum, { bytesReceived }) => sum + bytesReceived, 0);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#grow.close();
    const { routers, place, sending, receiving, onClose } = this.#parts;
    sending.close();
    receiving.close();
    routers.leave(place);
    onClose();
  }

  /** How long an answer takes, sound says best: nothing is spared of it while somebody is heard. */
  async #readDownlink(): ReturnType<Downlink['read']> {
    const sound = [...this.#consumers.values()].find(
      ({ kind, paused, producerPaused }) => kind === 'audio' && !paused && !producerPaused,
    );
    const [[transport], streams] = await Promise.all([
      this.#parts.receiving.getStats(),
      sound?.getStats() ?? [],
    ]);
    // 0 where nobody has said yet, which keeps nobody from trying.
    const roundTripMs = streams.find(({ type }) => type === 'outbound-rtp')?.roundTripTime;
    return { available: transport?.availableOutgoingBitrate, roundTripMs };
  }

  #own(consumer: Consumer): void {
    const { listener } = this.#parts;
    const { id } = consumer;
    this.#consumers.set(id, consumer);
    consumer.on('producerclose', () => {
      this.#consumers.delete(id);
      listener.consumerClosed(id);
    });
    consumer.on('layerschange', (layers) =>
      listener.consumerLayers(id, layers?.spatialLayer ?? null),
    );
  }

  #transport(id: string): WebRtcTransport {
    const { sending, receiving } = this.#parts;
    const transport = [sending, receiving].find((each) => each.id === id && !each.closed);
    if (transport === undefined) throw new RefusedError('notFound');
    return transport;
  }

  #producer(id: string): Producer {
    const producer = this.#producers.get(id);
    if (producer === undefined) throw new RefusedError('notFound');
    return producer;
  }

  #consumer(id: string): Consumer {
    const consumer = this.#consumers.get(id);
    if (consumer === undefined) throw new RefusedError('notFound');
    return consumer;
  }
}

/** Whether a picture comes with fewer layers than were asked for. */
function lacks({
  type,
  paused,
  producerPaused,
  currentLayers,
  preferredLayers,
}: Consumer): boolean {
  if (type === 'simple' || paused || producerPaused || preferredLayers === undefined) return false;
  if (currentLayers === undefined) return true;
  const { spatialLayer, temporalLayer = 0 } = preferredLayers;
  const isSmaller = currentLayers.spatialLayer < spatialLayer;
  return isSmaller || (currentLayers.temporalLayer ?? 0) < temporalLayer;
}

function describe(transport: WebRtcTransport): TransportOptions {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}
