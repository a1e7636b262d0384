import type { RtpCapabilities, TransportOptions } from '../../shared/src/wire/media.ts';
import type { Params, PeerMethod, Result } from '../../shared/src/wire/peerRequests.ts';
import { AUDIO, RtpConnection, VIDEO } from './RtpConnection.ts';
import { audioPacket, videoPackets } from './rtpPackets.ts';

const AUDIO_MS = 20;
const VIDEO_MS = 1000 / 15;
/** Long enough for a machine under load; a test that needs it has failed. */
const HEARS_MS = 30_000;

/** Like a browser's, without what the tests do not need. */
export const rtpCapabilities: RtpCapabilities = {
  codecs: [
    {
      kind: 'audio',
      mimeType: 'audio/opus',
      clockRate: 48_000,
      channels: 2,
      preferredPayloadType: AUDIO.payloadType,
      rtcpFeedback: [],
    },
    {
      kind: 'video',
      mimeType: 'video/VP8',
      clockRate: 90_000,
      preferredPayloadType: VIDEO.payloadType,
      rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
    },
  ],
  headerExtensions: [],
};

let nextSsrc = 10_000;

/** What came in of one producer. */
export interface Incoming {
  readonly consumerId: string;
  readonly producerId: string;
  packets: number;
}

export type Consumed = Pick<Result<'consume'>, 'consumerId' | 'kind' | 'rtpParameters'>;

/** A member of a session, as far as its media go. */
export interface MediaMember {
  readonly wire: {
    request<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>>;
  };
}

/** Who forwards the packets: the server, or a bare mediasoup to compare it with. */
export interface MediaSide {
  readonly send: TransportOptions;
  readonly receive: TransportOptions;
  connect(params: Params<'connectTransport'>): Promise<unknown>;
  produce(params: Params<'produce'>): Promise<string>;
  consume(producerId: string): Promise<Consumed>;
  resume(consumerId: string): Promise<unknown>;
}

/**
 * The media side of a member without a browser: real ICE, DTLS and SRTP, and packets that carry
 * nothing. One connection each way, like mediasoup-client.
 */
export class RtpPeer {
  readonly #side: MediaSide;
  readonly #incoming = new Map<number, Incoming>();
  #sender: Promise<RtpConnection> | undefined;
  #receiver: RtpConnection | undefined;
  #timers: NodeJS.Timeout[] = [];
  #closed = false;
  #sent = 0;

  constructor(side: MediaSide) {
    this.#side = side;
  }

  /** Opens and joins media. */
  static async open({ wire }: MediaMember): Promise<RtpPeer> {
    const { send, receive } = await wire.request('openMedia', {});
    await wire.request('joinMedia', { rtpCapabilities });
    return new RtpPeer({
      send,
      receive,
      connect: (params) => wire.request('connectTransport', params),
      produce: async (params) => (await wire.request('produce', params)).producerId,
      consume: (producerId) => wire.request('consume', { producerId }),
      resume: (consumerId) => wire.request('resumeConsumer', { consumerId }),
    });
  }

  get transportIds(): { send: string; receive: string } {
    return { send: this.#side.send.id, receive: this.#side.receive.id };
  }

  get iceParameters(): TransportOptions['iceParameters'] {
    return this.#side.send.iceParameters;
  }

  /** The port of the worker that it is on. */
  get port(): number {
    return this.#side.send.iceCandidates[0]?.port ?? 0;
  }

  /** Packets sent so far. */
  get sent(): number {
    return this.#sent;
  }

  get incoming(): readonly Incoming[] {
    return [...this.#incoming.values()];
  }

  /** Sends 50 packets a second as the sound of a microphone; returns the producer's id. */
  async sendAudio(change: Partial<Params<'produce'>> = {}): Promise<string> {
    const ssrc = nextSsrc++;
    const sender = await this.#connectSender();
    const producerId = await this.#side.produce({ ...producerOf('audio', ssrc), ...change });
    let sequence = 0;
    this.#every(AUDIO_MS, () => {
      sequence += 1;
      this.#send(sender, 'audio', audioPacket(sequence, ssrc));
    });
    return producerId;
  }

  /** Sends 15 frames a second of so many kbit/s as a camera; returns the producer's id. */
  async sendVideo(kbps: number): Promise<string> {
    const ssrc = nextSsrc++;
    const sender = await this.#connectSender();
    const producerId = await this.#side.produce(producerOf('video', ssrc));
    const bytes = Math.round(((kbps * 1000) / 8) * (VIDEO_MS / 1000));
    let frame = 0;
    let sequence = 0;
    this.#every(VIDEO_MS, () => {
      const packets = videoPackets(frame++, { ssrc, bytes, sequence });
      sequence += packets.length;
      for (const packet of packets) this.#send(sender, 'video', packet);
    });
    return producerId;
  }

  /** Consumes producers and, unless told otherwise, counts what comes. To be called once, with all of them. */
  async receive(producerIds: readonly string[], { counts = true } = {}): Promise<void> {
    const ssrcs: Record<'audio' | 'video', number[]> = { audio: [], video: [] };
    const consumerIds: string[] = [];
    for (const producerId of producerIds) {
      const { consumerId, kind, rtpParameters } = await this.#side.consume(producerId);
      const ssrc = rtpParameters.encodings?.[0]?.ssrc ?? 0;
      ssrcs[kind].push(ssrc);
      consumerIds.push(consumerId);
      this.#incoming.set(ssrc, { consumerId, producerId, packets: 0 });
    }
    const { receive } = this.#side;
    this.#receiver = await RtpConnection.open(this.#connector(receive), 'sendonly', ssrcs);
    if (counts) this.#receiver.onPacket((packet) => this.#received(packet));
    for (const consumerId of consumerIds) await this.#side.resume(consumerId);
  }

  /** Resolves when each consumer has got so many packets more. */
  async hears(packets: number, withinMs = HEARS_MS): Promise<void> {
    const goals = this.incoming.map((one) => ({ one, goal: one.packets + packets }));
    const end = performance.now() + withinMs;
    while (goals.some(({ one, goal }) => one.packets < goal)) {
      if (performance.now() > end) {
        throw new Error(`heard ${this.incoming.map((one) => one.packets).join(', ')} packets`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Sends nothing more; what is on its way still arrives. */
  hush(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.hush();
    void this.#sender?.then((sender) => sender.close()).catch(() => undefined);
    this.#receiver?.close();
  }

  #connectSender(): Promise<RtpConnection> {
    const nothing = { audio: [], video: [] };
    this.#sender ??= RtpConnection.open(this.#connector(this.#side.send), 'recvonly', nothing);
    return this.#sender;
  }

  #connector(transport: TransportOptions): Parameters<typeof RtpConnection.open>[0] {
    return {
      transport,
      connect: async (value) => {
        const fingerprints = [{ algorithm: 'sha-256' as const, value }];
        const dtlsParameters = { role: 'client' as const, fingerprints };
        await this.#side.connect({ transportId: transport.id, dtlsParameters });
      },
    };
  }

  #every(ms: number, run: () => void): void {
    this.#timers.push(setInterval(run, ms));
  }

  #send(sender: RtpConnection, kind: 'audio' | 'video', packet: Buffer): void {
    if (!this.#closed && sender.send(kind, packet)) this.#sent += 1;
  }

  #received(packet: Buffer): void {
    const one = this.#incoming.get(packet.readUInt32BE(8));
    if (one !== undefined && !this.#closed) one.packets += 1;
  }
}

const codecs = {
  audio: {
    mimeType: 'audio/opus',
    payloadType: AUDIO.payloadType,
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1 },
  },
  video: {
    mimeType: 'video/VP8',
    payloadType: VIDEO.payloadType,
    clockRate: 90_000,
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
  },
};

function producerOf(kind: 'audio' | 'video', ssrc: number): Params<'produce'> {
  return {
    kind,
    source: kind === 'audio' ? 'microphone' : 'camera',
    paused: false,
    rtpParameters: {
      mid: kind,
      codecs: [codecs[kind]],
      headerExtensions: [],
      encodings: [{ ssrc }],
      rtcp: { cname: `c${ssrc}` },
    },
  };
}
