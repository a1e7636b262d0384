import type { Source } from '@conclave/shared/wire/media';
import type { AnyNotification, SignalingPort } from '../signaling/SignalingPort.ts';
import type { FramePort, TransformStats } from './FramePort.ts';
import { IncomingWatch } from './IncomingWatch.ts';
import { LineFit } from './LineFit.ts';
import type { RosterEntry } from './IncomingStream.ts';
import type { TileSize } from './layers.ts';
import { MediaTransports } from './MediaTransports.ts';
import type { IncomingView, MediaView, OutgoingView } from './MediaView.ts';
import { Receiving, mediaKey, type MediaKey, type Remote } from './Receiving.ts';
import { OutgoingWatch } from './OutgoingWatch.ts';
import { PathWatch } from './PathWatch.ts';
import { Sending } from './Sending.ts';
import {
  inboundStreams,
  networkPath,
  outboundStreams,
  pathCount,
  type Inbound,
  type NetworkPath,
} from './statsReport.ts';
import type { Repair } from './TileWatchdog.ts';

/**
 * Why media have to be opened anew. `silent`: nothing comes through any more, though the server is there.
 */
export type Loss = 'network' | 'silent' | 'undecodable';

export interface MediaConnectionOptions {
  signaling: SignalingPort;
  frames: FramePort;
  takeContext: (source: Source) => Promise<number>;
  now: () => number;
  onChange: () => void;
  /** It has to be opened anew: the path is gone for good, or a picture cannot be repaired otherwise. */
  onLost: (why: Loss) => void;
  /** Clear frames were about to leave. */
  onUnsealed: (source: Source) => void;
}

/** One opening of media: transports, what is sent, what comes in, and the second hand that watches it. */
export class MediaConnection {
  readonly sending: Sending;
  readonly #transports: MediaTransports;
  readonly #receiving: Receiving;
  readonly #options: MediaConnectionOptions;
  readonly #watches = new Map<Remote, IncomingWatch>();
  readonly #outgoingWatch = new OutgoingWatch();
  readonly #pathWatch: PathWatch;
  readonly #lineFit: LineFit;
  #outgoing: ReadonlyMap<Source, OutgoingView> = new Map();
  #paths: { send: NetworkPath | undefined; receive: NetworkPath | undefined } = {
    send: undefined,
    receive: undefined,
  };
  /** Nothing came through for so long that signaling was doubted. */
  #isAway = false;
  /** What had come over all paths when it was last looked. */
  #bytesReceived = 0;
  #closed = false;

  private constructor(transports: MediaTransports, options: MediaConnectionOptions) {
    this.#transports = transports;
    this.#options = options;
    this.sending = new Sending({ ...options, transports });
    this.#lineFit = new LineFit(this.sending);
    this.#receiving = new Receiving({ ...options, transports });
    const { signaling, now, onLost } = options;
    this.#pathWatch = new PathWatch({
      now,
      doubt: () => signaling.doubt?.('silent'),
      reach: () => signaling.request('ping', {}),
      getStats: () => transports.sending.getStats(),
      getOtherStats: () => transports.receiving.getStats(),
      onSilent: () => onLost('silent'),
    });
  }

  static async open(options: MediaConnectionOptions): Promise<MediaConnection> {
    const { signaling, onLost } = options;
    const made: { wentAway?: () => void; cameBack?: () => void } = {};
    const transports = await MediaTransports.open({
      signaling,
      onAway: () => made.wentAway?.(),
      onBack: () => made.cameBack?.(),
      onLost: () => onLost('network'),
    });
    const connection = new MediaConnection(transports, options);
    made.wentAway = () => connection.#wentAway();
    made.cameBack = () => connection.#cameBack();
    return connection;
  }

  /** From now on others are heard and seen; those here already are told by the answer. */
  async join(): Promise<void> {
    const rtpCapabilities = this.#transports.receivable();
    const { peers } = await this.#options.signaling.request('joinMedia', { rtpCapabilities });
    if (!this.#closed) this.#receiving.setPeers(peers);
  }

  hear(notification: AnyNotification): void {
    this.#receiving.hear(notification);
  }

  setRoster(roster: readonly RosterEntry[]): void {
    this.#receiving.setRoster(roster);
  }

  setShown(shown: ReadonlyMap<MediaKey, TileSize>): void {
    this.#receiving.setShown(shown);
  }

  networkChanged(): void {
    this.#transports.networkChanged();
  }

  view(): Omit<MediaView, 'state'> {
    const incoming = new Map<MediaKey, IncomingView>();
    for (const remote of this.#receiving.remotes) {
      const sender = this.#receiving.senderOf(remote);
      if (remote.stream === undefined || sender === undefined) continue;
      const key = mediaKey(sender.participantId, remote.source);
      incoming.set(key, this.#watchOf(remote).view(remote, sender, remote.stream.consumer.track));
    }
    return {
      incoming,
      outgoing: this.#outgoing,
      sendPath: this.#paths.send,
      receivePath: this.#paths.receive,
      picturesYield: this.picturesYield,
    };
  }

  /** Whether the line has no room for own pictures. */
  get picturesYield(): boolean {
    return this.#lineFit.picturesYield;
  }

  /** Once a second: reads all figures, repairs what is stuck, stops what is not sealed. */
  async tick(): Promise<void> {
    const [received, sent, transforms] = await Promise.all([
      this.#transports.receiving.getStats(),
      this.#transports.sending.getStats(),
      this.#options.frames.stats(),
    ]);
    if (this.#closed) return;
    this.#vouch(pathCount(sent).bytesReceived + pathCount(received).bytesReceived);
    const frames = new Map(transforms.map((stats) => [stats.id, stats]));
    this.#paths = { send: networkPath(sent), receive: networkPath(received) };
    const outbound = outboundStreams(sent);
    const reading = { outbound, frames, now: this.#options.now() };
    const verdict = this.#outgoingWatch.read(this.sending.outgoing, reading);
    if (verdict.kind === 'unsealed') {
      this.#options.onUnsealed(verdict.source);
      return;
    }
    this.#outgoing = verdict.views;
    this.#lineFit.look(sent, verdict.views.values(), reading.now);
    this.#watchAll(inboundStreams(received), frames);
    this.#receiving.reconcile();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#pathWatch.close();
    this.sending.close();
    this.#receiving.close();
    this.#transports.close();
  }

  /** While the other connection carries something, the network is there, and only this path is not. */
  #wentAway(): void {
    if (this.#pathWatch.isHeard) return;
    this.#isAway = true;
    this.#options.signaling.doubt?.('silent');
  }

  /** Where media come through again signaling does as well, if only it is begun anew. */
  #cameBack(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#options.signaling.doubt?.('changed');
  }

  /** [V-27] What comes on our paths comes from the server. */
  #vouch(bytesReceived: number): void {
    if (bytesReceived > this.#bytesReceived) this.#options.signaling.vouch?.();
    this.#bytesReceived = bytesReceived;
  }

  #watchOf(remote: Remote): IncomingWatch {
    const watch = this.#watches.get(remote) ?? new IncomingWatch();
    this.#watches.set(remote, watch);
    return watch;
  }

  #watchAll(
    inbound: ReadonlyMap<number, Inbound>,
    frames: ReadonlyMap<string, TransformStats>,
  ): void {
    const remotes = new Set(this.#receiving.remotes);
    for (const remote of this.#watches.keys()) {
      if (!remotes.has(remote)) this.#watches.delete(remote);
    }
    for (const remote of remotes) {
      const { stream } = remote;
      if (stream === undefined) continue;
      const repair = this.#watchOf(remote).read(remote, {
        now: this.#options.now(),
        shown: this.#receiving.isShown(remote),
        inbound: inbound.get(stream.ssrc),
        frames: frames.get(stream.transformId),
      });
      if (repair !== undefined) this.#repair(remote, repair);
    }
  }

  #repair(remote: Remote, repair: Repair): void {
    switch (repair) {
      case 'keyFrame':
        // Refused when the consumer is just gone; the next step comes in a few seconds anyway.
        remote.stream?.requestKeyFrame().catch(() => undefined);
        break;
      case 'reconsume':
        this.#receiving.reconsume(remote);
        break;
      case 'rejoin':
        this.#options.onLost('undecodable');
        break;
    }
  }
}
