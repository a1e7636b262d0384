import datachannel, { type PeerConnection, type Track } from 'node-datachannel';
import type { TransportOptions } from '../../shared/src/wire/media.ts';

export const AUDIO = { payloadType: 111, codec: 'opus/48000/2' } as const;
export const VIDEO = { payloadType: 96, codec: 'VP8/90000' } as const;

let connections = 0;

export interface Connector {
  readonly transport: TransportOptions;
  readonly connect: (fingerprint: string) => Promise<void>;
}

type Ssrcs = Readonly<Record<'audio' | 'video', readonly number[]>>;

/** One WebRTC connection to a transport of the server. */
export class RtpConnection {
  readonly #connection: PeerConnection;
  readonly #tracks = new Map<string, Track>();

  private constructor() {
    const options = { iceServers: [], bindAddress: '127.0.0.1' };
    this.#connection = new datachannel.PeerConnection(`test${connections++}`, options);
    this.#connection.onTrack((track) => {
      this.#tracks.set(track.mid(), track);
    });
  }

  /** `direction` is the server's, as the offer is its. */
  static async open(
    { transport, connect }: Connector,
    direction: 'sendonly' | 'recvonly',
    ssrcs: Ssrcs,
  ): Promise<RtpConnection> {
    const opened = new RtpConnection();
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

  /** Hands over what comes. Until then packets end below JavaScript, which is cheap. */
  onPacket(listen: (packet: Buffer) => void): void {
    for (const track of this.#tracks.values()) track.onMessage(listen);
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
