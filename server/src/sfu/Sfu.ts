import type {
  DtlsParameters,
  RtpCapabilities,
  RtpParameters,
  Source,
  TransportOptions,
} from '@conclave/shared/wire/media';
import type { Result } from '@conclave/shared/wire/peerRequests';

/** The forwarding of media as rooms use it. What it forwards is sealed: it sees packets only. */
export interface Sfu {
  /** `lost` is called once when everything in the room is gone: its worker died. */
  openRoom(lost: () => void): Promise<SfuRoom>;
  close(): void;
}

/** The media of one room, wherever it is spread over. */
export interface SfuRoom {
  openPeer(listener: SfuPeerListener): Promise<SfuPeer>;
  close(): void;
}

export interface SfuPeerListener {
  /** The producer behind it is gone. */
  consumerClosed(consumerId: string): void;
  consumerLayers(consumerId: string, spatialLayer: number | null): void;
}

export interface NewProducer {
  readonly kind: 'audio' | 'video';
  readonly source: Source;
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
}

export type NewConsumer = Pick<
  Result<'consume'>,
  'consumerId' | 'kind' | 'rtpParameters' | 'producerPaused'
>;

/** One peer's transports and what goes through them. An id that is not its own is `notFound`. */
export interface SfuPeer {
  readonly routerRtpCapabilities: RtpCapabilities;
  readonly send: TransportOptions;
  readonly receive: TransportOptions;
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(transportId: string): Promise<TransportOptions['iceParameters']>;
  produce(producer: NewProducer): Promise<string>;
  pauseProducer(producerId: string): Promise<void>;
  resumeProducer(producerId: string): Promise<void>;
  closeProducer(producerId: string): void;
  /** A consumer that is paused until resumed, of any producer of the room. */
  consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<NewConsumer>;
  pauseConsumer(consumerId: string): Promise<void>;
  resumeConsumer(consumerId: string): Promise<void>;
  closeConsumer(consumerId: string): void;
  setPreferredLayers(
    consumerId: string,
    layers: { spatialLayer: number; temporalLayer: number | null },
  ): Promise<void>;
  requestKeyFrame(consumerId: string): Promise<void>;
  /** What has come on its transports so far, whatever it was. */
  bytesReceived(): Promise<number>;
  close(): void;
}
