import datachannel, { type PeerConnection, type Track } from 'node-datachannel';
import type { Params, Result } from '../../shared/src/wire/peerRequests.ts';
import type { RtpCapabilities, TransportOptions } from '../../shared/src/wire/media.ts';
import type { TestMember } from './TestMember.ts';

const AUDIO = { payloadType: 111, codec: 'opus/48000/2' } as const;
const VIDEO = { payloadType: 96, codec: 'VP8/90000' } as const;
const FRAME_MS = 20;

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
let connections = 0;

/** What came in of one producer. */
export interface Incoming {
  readonly consumerId: string;
  readonly producerId: string;
  packets: number;
}

/**
 * The media side of a member without a browser: real ICE, DTLS and SRTP, and packets that carry
 * nothing. One connection each way, like mediasoup-client.
 */
export class RtpPeer {
  readonly member: TestMember;
  readonly #media: Result<'openMedia'>;
  readonly #incoming = new Map<number, Incoming>();
  #sender: Connection | undefined;
  #receiver: Connection | undefined;
  #timers: NodeJS.Timeout[] = [];
  #closed = false;
  #sent = 0;

  private constructor(member: TestMember, media: Result<'openMedia'>) {
    this.member = member;
    this.#media = media;
  }

  /** Opens and joins media. */
  static async open(member: TestMember): Promise<RtpPeer> {
    const media = await member.wire.request('openMedia', {});
    const peer = new RtpPeer(member, media);
    await member.wire.request('joinMedia', { rtpCapabilities });
    return peer;
  }

  get transportIds(): { send: string; receive: string } {
    return { send: this.#media.send.id, receive: this.#media.receive.id };
  }

  get iceParameters(): TransportOptions['iceParameters'] {
    return this.#media.send.iceParameters;
  }

  /** The port of the worker that it is on. */
  get port(): number {
    return this.#media.send.iceCandidates[0]?.port ?? 0;
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
    const sender = await this.#connectSender();
    const ssrc = nextSsrc++;
    const { producerId } = await this.member.wire.request('produce', audioProducer(ssrc, change));
    let sequence = 0;
    this.#timers.push(
      setInterval(() => {
        sequence += 1;
        const packet = rtpPacket({ ...AUDIO, sequence, timestamp: sequence * 960, ssrc });
        if (!this.#closed && sender.send('audio', packet)) this.#sent += 1;
      }, FRAME_MS),
    );
    return producerId;
  }

  /** Consumes producers and counts what comes. To be called once, with all of them. */
  async receive(producerIds: readonly string[]): Promise<void> {
    const consumers: Result<'consume'>[] = [];
    for (const producerId of producerIds) {
      consumers.push(await this.member.wire.request('consume', { producerId }));
    }
    const ssrcs: Record<'audio' | 'video', number[]> = { audio: [], video: [] };
    for (const { kind, rtpParameters, consumerId, producerId } of consumers) {
      const ssrc = rtpParameters.encodings?.[0]?.ssrc ?? 0;
      ssrcs[kind].push(ssrc);
      this.#incoming.set(ssrc, { consumerId, producerId, packets: 0 });
    }
    const { receive } = this.#media;
    this.#receiver = await Connection.open(this.#connector(receive), 'sendonly', ssrcs);
    this.#receiver.onPacket((packet) => this.#received(packet));
    for (const { consumerId } of consumers) {
      await this.member.wire.request('resumeConsumer', { consumerId });
    }
  }

  /** Resolves when each consumer has got so many packets more. */
  async hears(packets: number, withinMs = 5_000): Promise<void> {
    const goals = this.incoming.map((one) => ({ one, goal: one.packets + packets }));
    const end = performance.now() + withinMs;
    while (goals.some(({ one, goal }) => one.packets < goal)) {
      if (performance.now() > end) {
        throw new Error(`heard ${this.incoming.map((one) => one.packets).join(', ')} packets`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers = [];
    this.#sender?.close();
    this.#receiver?.close();
  }

  async #connectSender(): Promise<Connection> {
    const { send } = this.#media;
    this.#sender ??= await Connection.open(this.#connector(send), 'recvonly', {
      audio: [],
      video: [],
    });
    return this.#sender;
  }

  #connector(transport: TransportOptions): Connector {
    const { wire } = this.member;
    return {
      transport,
      connect: async (fingerprint) => {
        await wire.request('connectTransport', {
          transportId: transport.id,
          dtlsParameters: {
            role: 'client',
            fingerprints: [{ algorithm: 'sha-256', value: fingerprint }],
          },
        });
      },
    };
  }

  #received(packet: Buffer): void {
    const one = this.#incoming.get(packet.readUInt32BE(8));
    if (one === undefined || this.#closed) return;
    one.packets += 1;
  }
}

function audioProducer(ssrc: number, change: Partial<Params<'produce'>>): Params<'produce'> {
  return {
    kind: 'audio',
    source: 'microphone',
    paused: false,
    rtpParameters: {
      mid: 'audio',
      codecs: [
        {
          mimeType: 'audio/opus',
          payloadType: AUDIO.payloadType,
          clockRate: 48_000,
          channels: 2,
          parameters: { useinbandfec: 1 },
        },
      ],
      headerExtensions: [],
      encodings: [{ ssrc }],
      rtcp: { cname: `c${ssrc}` },
    },
    ...change,
  };
}

interface Packet {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
}

function rtpPacket({ payloadType, sequence, timestamp, ssrc }: Packet): Buffer {
  const packet = Buffer.alloc(12 + 100);
  packet[0] = 0x80;
  packet[1] = payloadType;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet[12] = 0x78;
  return packet;
}

interface Connector {
  readonly transport: TransportOptions;
  readonly connect: (fingerprint: string) => Promise<void>;
}

type Ssrcs = Readonly<Record<'audio' | 'video', readonly number[]>>;

/** One WebRTC connection to a transport of the server. */
class Connection {
  readonly #connection: PeerConnection;
  readonly #tracks = new Map<string, Track>();
  #onPacket: (packet: Buffer) => void = () => undefined;

  private constructor() {
    const options = { iceServers: [], bindAddress: '127.0.0.1' };
    this.#connection = new datachannel.PeerConnection(`test${connections++}`, options);
    this.#connection.onTrack((track) => {
      this.#tracks.set(track.mid(), track);
      track.onMessage((packet) => this.#onPacket(packet));
    });
  }

  /** `direction` is the server's, as the offer is its. */
  static async open(
    { transport, connect }: Connector,
    direction: 'sendonly' | 'recvonly',
    ssrcs: Ssrcs,
  ): Promise<Connection> {
    const opened = new Connection();
    const connection = opened.#connection;
    const answer = new Promise<string>((resolve) => connection.onLocalDescription(resolve));
    const connected = new Promise<void>((resolve, reject) => {
      connection.onStateChange((state) => {
        if (state === 'connected') resolve();
        if (state === 'failed') reject(new Error('ICE or DTLS failed'));
      });
    });
    connection.setRemoteDescription(offer(transport, direction, ssrcs), 'offer');
    const fingerprint = /a=fingerprint:sha-256 (\S+)/i.exec(await answer)?.[1] ?? '';
    await Promise.all([connected, connect(fingerprint)]);
    return opened;
  }

  /** Whether a packet went out. Those for a connection that is gone are lost, as on any network. */
  send(mid: 'audio' | 'video', packet: Buffer): boolean {
    const track = this.#tracks.get(mid);
    return track?.isOpen() === true && track.sendMessageBinary(packet);
  }

  onPacket(listen: (packet: Buffer) => void): void {
    this.#onPacket = listen;
  }

  close(): void {
    this.#connection.close();
  }
}

function offer(
  { iceParameters, iceCandidates, dtlsParameters }: TransportOptions,
  direction: string,
  ssrcs: Ssrcs,
): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const candidates = iceCandidates
    .filter(({ protocol, ip }) => protocol === 'udp' && ip === '127.0.0.1')
    .map(
      ({ foundation, priority, ip, port }) =>
        `a=candidate:${foundation} 1 UDP ${priority} ${ip} ${port} typ host`,
    );
  const section = (mid: 'audio' | 'video', { payloadType, codec }: typeof AUDIO | typeof VIDEO) => [
    `m=${mid} 7 UDP/TLS/RTP/SAVPF ${payloadType}`,
    'c=IN IP4 127.0.0.1',
    'a=rtcp-mux',
    `a=mid:${mid}`,
    `a=${direction}`,
    'a=setup:actpass',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value ?? ''}`,
    ...candidates,
    'a=end-of-candidates',
    `a=rtpmap:${payloadType} ${codec}`,
    ...ssrcs[mid].map((ssrc) => `a=ssrc:${ssrc} cname:c${ssrc}`),
  ];
  const head = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=ice-lite'];
  const bundle = 'a=group:BUNDLE audio video';
  return [...head, bundle, ...section('audio', AUDIO), ...section('video', VIDEO), ''].join('\r\n');
}
