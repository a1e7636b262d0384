import type {
  DtlsParameters,
  RtpCapabilities,
  RtpParameters,
  Source,
  TransportOptions,
} from '@conclave/shared/wire/media';
import type { Result } from '@conclave/shared/wire/peerRequests';

/** What a peer hears of its own consumers. */
export interface MediaListener {
  /** What it consumed is gone; the consumer is closed already. */
  consumerClosed(consumerId: string): void;
  /** The layer that is forwarded from now on; null when the line has room for none. */
  consumerLayers(consumerId: string, spatialLayer: number | null): void;
}

export interface ProduceOptions {
  readonly kind: 'audio' | 'video';
  readonly source: Source;
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
}

export interface Consumed {
  readonly consumerId: string;
  readonly kind: 'audio' | 'video';
  readonly rtpParameters: RtpParameters;
  readonly producerPaused: boolean;
}

/**
 * One peer's two transports with all that runs over them. Ids that are not this peer's are refused
 * with `notFound`.
 */
export interface MediaPeer {
  readonly send: TransportOptions;
  readonly receive: TransportOptions;
  setCapabilities(capabilities: RtpCapabilities): void;
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(transportId: string): Promise<Result<'restartIce'>['iceParameters']>;
  produce(options: ProduceOptions): Promise<string>;
  pauseProducer(producerId: string): Promise<void>;
  resumeProducer(producerId: string): Promise<void>;
  closeProducer(producerId: string): void;
  /** Consumers begin paused, so that no key frame is lost before the client listens. */
  consume(producerId: string): Promise<Consumed>;
  resumeConsumer(consumerId: string): Promise<void>;
  pauseConsumer(consumerId: string): Promise<void>;
  closeConsumer(consumerId: string): void;
  setPreferredLayers(
    consumerId: string,
    layers: { spatialLayer: number; temporalLayer: number | null },
  ): Promise<void>;
  requestKeyFrame(consumerId: string): Promise<void>;
  close(): void;
}

/** The media of one room. It ends with close(), or when a worker under it dies (`onLost`, once). */
export interface MediaRoom {
  readonly rtpCapabilities: RtpCapabilities;
  openPeer(listener: MediaListener): Promise<MediaPeer>;
  close(): void;
}

/** Forwards media frames that it cannot read. */
export interface Sfu {
  /** Whether a worker runs: for /readyz. */
  readonly ready: boolean;
  openRoom(onLost: () => void): Promise<MediaRoom>;
  close(): void;
}
