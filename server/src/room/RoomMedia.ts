import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { PeerId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { RtpCapabilities } from '@conclave/shared/wire/media';
import type { Params, ProducerView, Result } from '@conclave/shared/wire/peerRequests';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { Sfu, SfuPeer, SfuRoom } from '../sfu/Sfu.ts';
import { Producers } from './Producers.ts';

/** What sources are made of. */
const KINDS = {
  microphone: 'audio',
  screenAudio: 'audio',
  camera: 'video',
  screen: 'video',
} as const;

export interface RoomMediaOptions {
  readonly sfu: Sfu;
  notify<N extends NotificationName>(peerId: PeerId, name: N, payload: Notification<N>): void;
  /** Tells all members but one. */
  tellOthers<N extends NotificationName>(peerId: PeerId, name: N, payload: Notification<N>): void;
  /** Whether a peer is (still) a member, or about to be one. */
  belongs(peerId: PeerId): boolean;
  /** [G-9] Whether a peer has consented, where the meeting asks for it. */
  mayProduce(peerId: PeerId): Promise<boolean>;
  /** The worker died; everybody has to open media again. */
  lost(): void;
}

interface MediaPeer {
  readonly sfu: SfuPeer;
  rtpCapabilities: RtpCapabilities | undefined;
}

type OpenMedia = Pick<Result<'openMedia'>, 'routerRtpCapabilities' | 'send' | 'receive'>;
type RestartedIce = Pick<Result<'restartIce'>, 'iceParameters'>;

/** Who sends and receives what in one session. */
export class RoomMedia {
  readonly #options: RoomMediaOptions;
  readonly #producers = new Producers();
  readonly #peers = new Map<PeerId, MediaPeer>();
  /** Who is about to send, and whether it was told to stop meanwhile. */
  readonly #beginning = new Set<{ readonly peerId: PeerId; stopped: boolean }>();
  #room: Promise<SfuRoom> | undefined;
  #closed = false;

  constructor(options: RoomMediaOptions) {
    this.#options = options;
  }

  /** Transports of a peer. Opening again closes those it had. */
  async open(peerId: PeerId): Promise<OpenMedia> {
    this.close(peerId);
    const room = await this.#openRoom();
    const sfu = await room.openPeer({
      consumerClosed: (consumerId) =>
        this.#options.notify(peerId, 'consumerClosed', { consumerId }),
      consumerLayers: (consumerId, spatialLayer) =>
        this.#options.notify(peerId, 'consumerLayers', { consumerId, spatialLayer }),
    });
    if (this.#closed || !this.#options.belongs(peerId)) {
      sfu.close();
      throw new RefusedError('notNow');
    }
    this.close(peerId);
    this.#peers.set(peerId, { sfu, rtpCapabilities: undefined });
    const { routerRtpCapabilities, send, receive } = sfu;
    return { routerRtpCapabilities, send, receive };
  }

  join(peerId: PeerId, { rtpCapabilities }: Params<'joinMedia'>): void {
    this.#peer(peerId).rtpCapabilities = rtpCapabilities;
  }

  /** What a peer sends. */
  producersOf(peerId: PeerId): ProducerView[] {
    return this.#producers.viewsOf(peerId);
  }

  connect(
    peerId: PeerId,
    { transportId, dtlsParameters }: Params<'connectTransport'>,
  ): Promise<void> {
    return this.#sfu(peerId).connect(transportId, dtlsParameters);
  }

  async restartIce(peerId: PeerId, transportId: string): Promise<RestartedIce> {
    return { iceParameters: await this.#sfu(peerId).restartIce(transportId) };
  }

  async produce(peerId: PeerId, params: Params<'produce'>): Promise<Result<'produce'>> {
    const beginning = { peerId, stopped: false };
    this.#beginning.add(beginning);
    try {
      return await this.#produce(peerId, params, () => beginning.stopped);
    } finally {
      this.#beginning.delete(beginning);
    }
  }

  async #produce(
    peerId: PeerId,
    params: Params<'produce'>,
    wasStopped: () => boolean,
  ): Promise<Result<'produce'>> {
    const { kind, source, paused } = params;
    if (KINDS[source] !== kind) throw new RefusedError('malformed');
    if (!(await this.#options.mayProduce(peerId))) throw new RefusedError('consentMissing');
    if (this.#producers.has(peerId, source)) throw new RefusedError('notNow');
    this.#checkMicrophones(source, paused);
    const sfu = this.#sfu(peerId);
    const producerId = await sfu.produce(params);
    const refusal = wasStopped() ? 'consentMissing' : this.#whyNotAfterAll(peerId, sfu, params);
    if (refusal !== undefined) {
      sfu.closeProducer(producerId);
      throw new RefusedError(refusal);
    }
    const producer = { producerId, source, kind, paused };
    this.#producers.add(peerId, producer);
    this.#options.tellOthers(peerId, 'producerAdded', { peerId, producer });
    return { producerId };
  }

  async pauseProducer(peerId: PeerId, producerId: string): Promise<void> {
    this.#own(peerId, producerId);
    await this.#sfu(peerId).pauseProducer(producerId);
    this.#producers.setPaused(producerId, true);
    this.#options.tellOthers(peerId, 'producerPaused', { peerId, producerId });
  }

  async resumeProducer(peerId: PeerId, producerId: string): Promise<void> {
    const { source, paused } = this.#own(peerId, producerId);
    if (paused) this.#checkMicrophones(source, false);
    this.#producers.setPaused(producerId, false);
    await this.#sfu(peerId).resumeProducer(producerId);
    this.#options.tellOthers(peerId, 'producerResumed', { peerId, producerId });
  }

  closeProducer(peerId: PeerId, producerId: string): void {
    this.#own(peerId, producerId);
    this.#sfu(peerId).closeProducer(producerId);
    this.#producerClosed(peerId, producerId);
  }

  /** [G-9] Ends all that a peer sends; it goes on receiving. */
  stopProducing(peerId: PeerId): void {
    for (const one of this.#beginning) if (one.peerId === peerId) one.stopped = true;
    for (const { producerId } of this.#producers.viewsOf(peerId)) {
      this.closeProducer(peerId, producerId);
    }
  }

  async consume(peerId: PeerId, producerId: string): Promise<Result<'consume'>> {
    const { sfu, rtpCapabilities } = this.#peer(peerId);
    const producer = this.#producers.find(producerId);
    if (rtpCapabilities === undefined) throw new RefusedError('notNow');
    if (producer === undefined || producer.peerId === peerId) throw new RefusedError('notFound');
    const consumer = await sfu.consume(producerId, rtpCapabilities);
    return { ...consumer, peerId: producer.peerId, producerId, source: producer.source };
  }

  pauseConsumer(peerId: PeerId, consumerId: string): Promise<void> {
    return this.#sfu(peerId).pauseConsumer(consumerId);
  }

  resumeConsumer(peerId: PeerId, consumerId: string): Promise<void> {
    return this.#sfu(peerId).resumeConsumer(consumerId);
  }

  closeConsumer(peerId: PeerId, consumerId: string): void {
    this.#sfu(peerId).closeConsumer(consumerId);
  }

  setPreferredLayers(peerId: PeerId, params: Params<'setPreferredLayers'>): Promise<void> {
    return this.#sfu(peerId).setPreferredLayers(params.consumerId, params);
  }

  requestKeyFrame(peerId: PeerId, consumerId: string): Promise<void> {
    return this.#sfu(peerId).requestKeyFrame(consumerId);
  }

  /** What has come from a peer on its transports so far; undefined where it has none. */
  async bytesReceived(peerId: PeerId): Promise<number | undefined> {
    return this.#peers.get(peerId)?.sfu.bytesReceived();
  }

  /** Ends all that a peer sends and receives. */
  close(peerId: PeerId): void {
    const peer = this.#peers.get(peerId);
    if (peer === undefined) return;
    this.#peers.delete(peerId);
    peer.sfu.close();
    for (const { producerId } of this.#producers.viewsOf(peerId)) {
      this.#producerClosed(peerId, producerId);
    }
  }

  /** Ends what peers hold who did not become members. */
  sweep(): void {
    for (const peerId of [...this.#peers.keys()]) {
      if (!this.#options.belongs(peerId)) this.close(peerId);
    }
  }

  closeAll(): void {
    this.#closed = true;
    for (const peerId of [...this.#peers.keys()]) this.close(peerId);
    void this.#room?.then((room) => room.close()).catch(() => undefined);
    this.#room = undefined;
  }

  #openRoom(): Promise<SfuRoom> {
    this.#room ??= this.#options.sfu
      .openRoom(() => this.#lost())
      .catch((error: unknown) => {
        this.#room = undefined;
        throw error;
      });
    return this.#room;
  }

  #lost(): void {
    this.#room = undefined;
    this.#peers.clear();
    this.#producers.clear();
    if (!this.#closed) this.#options.lost();
  }

  #producerClosed(peerId: PeerId, producerId: string): void {
    this.#producers.remove(producerId);
    this.#options.tellOthers(peerId, 'producerClosed', { peerId, producerId });
  }

  /** Others may have been faster while the worker made the producer. */
  #whyNotAfterAll(
    peerId: PeerId,
    sfu: SfuPeer,
    { source, paused }: Params<'produce'>,
  ): ErrorCode | undefined {
    if (this.#peers.get(peerId)?.sfu !== sfu) return 'notNow';
    if (this.#producers.has(peerId, source)) return 'notNow';
    const opens = source === 'microphone' && !paused;
    return opens && this.#producers.microphonesFull ? 'tooManyMicrophones' : undefined;
  }

  #checkMicrophones(source: ProducerView['source'], paused: boolean): void {
    if (source === 'microphone' && !paused && this.#producers.microphonesFull) {
      throw new RefusedError('tooManyMicrophones');
    }
  }

  #own(peerId: PeerId, producerId: string): ProducerView {
    const producer = this.#producers.ofPeer(peerId, producerId);
    if (producer === undefined) throw new RefusedError('notFound');
    return producer;
  }

  #peer(peerId: PeerId): MediaPeer {
    const peer = this.#peers.get(peerId);
    if (peer === undefined) throw new RefusedError('mediaLost');
    return peer;
  }

  #sfu(peerId: PeerId): SfuPeer {
    return this.#peer(peerId).sfu;
  }
}
