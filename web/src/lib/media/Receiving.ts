import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Source } from '@conclave/shared/wire/media';
import type { PeerView, ProducerView } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import type { AnyNotification } from '../signaling/SignalingPort.ts';
import { IncomingStream, type IncomingOptions, type RosterEntry } from './IncomingStream.ts';
import type { TileSize } from './layers.ts';

/** Names one picture or sound of one person. */
export type MediaKey = `${ParticipantId}/${Source}`;

export const mediaKey = (participantId: ParticipantId, source: Source): MediaKey =>
  `${participantId}/${source}`;

export function isSound(source: Source): boolean {
  return source === 'microphone' || source === 'screenAudio';
}

/** What somebody else sends, as the server told; consumed only if the roster knows the sender. */
export interface Remote {
  readonly peerId: PeerId;
  readonly producerId: string;
  readonly source: Source;
  /** Its sender paused it. */
  paused: boolean;
  /** Since when the SFU forwards nothing although it should: the line has no room for the picture. */
  notForwardedSince: number | undefined;
  stream: IncomingStream | undefined;
  /** A consumer is being made, or was refused a moment ago. */
  busyUntil: number;
  hiddenSince: number | undefined;
  /** It was consumed once; a hidden one that was let go waits until it is shown. */
  prepared: boolean;
}

type AboutProducer = Extract<AnyNotification, { name: `producer${string}` }>;

function isAboutProducer(notification: AnyNotification): notification is AboutProducer {
  return notification.name.startsWith('producer');
}

/** A picture that nobody looked at for this long is let go; turning back pages brings it at once before. */
const KEEP_HIDDEN_MS = 30_000;

/** Streams that are made ready at first: sound and picture of a page of nine. */
const PREPARED = 18;

/** Wait after a refused `consume`. Its producer is usually just gone, and the notification on its way. */
const RETRY_MS = 2000;

/**
 * Everything that comes in. Sound of every member always; pictures only while their tile is shown.
 * Peers that are not in the MLS roster are never consumed, whatever the server says of them.
 */
export class Receiving {
  readonly #options: IncomingOptions & { now: () => number; onChange: () => void };
  readonly #remotes = new Map<string, Remote>();
  #roster: ReadonlyMap<PeerId, RosterEntry> = new Map();
  #shown: ReadonlyMap<MediaKey, TileSize> = new Map();
  #closed = false;

  constructor(options: IncomingOptions & { now: () => number; onChange: () => void }) {
    this.#options = options;
  }

  get remotes(): readonly Remote[] {
    return [...this.#remotes.values()];
  }

  senderOf(remote: Remote): RosterEntry | undefined {
    return this.#roster.get(remote.peerId);
  }

  isShown(remote: Remote): boolean {
    const sender = this.senderOf(remote);
    return sender !== undefined && this.#shown.has(mediaKey(sender.participantId, remote.source));
  }

  setPeers(peers: readonly PeerView[]): void {
    for (const { peerId, producers } of peers) {
      for (const producer of producers) this.#add(peerId, producer);
    }
    this.reconcile();
  }

  setRoster(roster: readonly RosterEntry[]): void {
    this.#roster = new Map(roster.map((entry) => [entry.peerId, entry]));
    this.reconcile();
  }

  setShown(shown: ReadonlyMap<MediaKey, TileSize>): void {
    this.#shown = shown;
    this.reconcile();
  }

  hear(notification: AnyNotification): void {
    if (isAboutProducer(notification)) this.#hearOfProducer(notification);
    else if (notification.name === 'consumerClosed') this.#consumerClosed(notification.payload);
    else if (notification.name === 'consumerLayers') this.#layersChanged(notification.payload);
    else if (notification.name === 'peerLeft') this.#peerLeft(notification.payload.peerId);
    else return;
    this.reconcile();
  }

  /** Makes what is consumed fit roster and screen. Called on every change and once a second. */
  reconcile(): void {
    if (this.#closed) return;
    for (const remote of this.#remotes.values()) this.#settle(remote);
    this.#options.onChange();
  }

  /** Lets go of a stream and takes it anew. */
  reconsume(remote: Remote): void {
    this.#drop(remote);
    remote.busyUntil = 0;
    this.reconcile();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { stream } of this.#remotes.values()) stream?.close(true);
    this.#remotes.clear();
  }

  #add(peerId: PeerId, { producerId, source, paused }: ProducerView): void {
    if (this.#remotes.has(producerId)) return;
    this.#remotes.set(producerId, {
      peerId,
      producerId,
      source,
      paused,
      notForwardedSince: undefined,
      stream: undefined,
      busyUntil: 0,
      prepared: false,
      hiddenSince: undefined,
    });
  }

  #remove(producerId: string): void {
    const remote = this.#remotes.get(producerId);
    if (remote === undefined) return;
    this.#remotes.delete(producerId);
    remote.stream?.close(true);
  }

  #hearOfProducer({ name, payload }: AboutProducer): void {
    if (name === 'producerAdded') {
      this.#add(payload.peerId, payload.producer);
    } else if (name === 'producerClosed') {
      this.#remove(payload.producerId);
    } else {
      const remote = this.#remotes.get(payload.producerId);
      if (remote !== undefined) remote.paused = name === 'producerPaused';
    }
  }

  #consumerClosed({ consumerId }: Notification<'consumerClosed'>): void {
    const remote = this.#byConsumer(consumerId);
    remote?.stream?.close(true);
    if (remote !== undefined) remote.stream = undefined;
  }

  #layersChanged({ consumerId, spatialLayer }: Notification<'consumerLayers'>): void {
    const remote = this.#byConsumer(consumerId);
    if (remote === undefined) return;
    remote.notForwardedSince = spatialLayer === null ? this.#options.now() : undefined;
  }

  #peerLeft(peerId: PeerId): void {
    for (const remote of this.remotes) {
      if (remote.peerId === peerId) this.#remove(remote.producerId);
    }
  }

  #byConsumer(consumerId: string): Remote | undefined {
    return this.remotes.find(({ stream }) => stream?.consumer.id === consumerId);
  }

  #drop(remote: Remote): void {
    remote.stream?.close();
    remote.stream = undefined;
    remote.hiddenSince = undefined;
  }

  #settle(remote: Remote): void {
    const sender = this.senderOf(remote);
    if (sender === undefined) {
      this.#drop(remote);
      return;
    }
    const size = this.#sizeOf(remote, sender);
    if (remote.stream === undefined) {
      if (size !== 'hidden' || this.#isWorthPreparing(remote)) this.#consume(remote, sender);
      return;
    }
    remote.stream.setSender(sender);
    if (!this.#letGoOfHidden(remote, size === 'hidden')) this.#attempt(remote.stream.show(size));
  }

  /** A first page of pictures is made ready, still paused, before its tiles are on screen. */
  #isWorthPreparing({ prepared }: Remote): boolean {
    if (prepared) return false;
    return this.remotes.filter((remote) => remote.prepared).length < PREPARED;
  }

  #letGoOfHidden(remote: Remote, hidden: boolean): boolean {
    const now = this.#options.now();
    remote.hiddenSince = hidden ? (remote.hiddenSince ?? now) : undefined;
    if (remote.hiddenSince === undefined || now - remote.hiddenSince < KEEP_HIDDEN_MS) return false;
    this.#drop(remote);
    return true;
  }

  #sizeOf({ source }: Remote, sender: RosterEntry): TileSize | 'heard' | 'hidden' {
    if (isSound(source)) return 'heard';
    return this.#shown.get(mediaKey(sender.participantId, source)) ?? 'hidden';
  }

  #consume(remote: Remote, sender: RosterEntry): void {
    const now = this.#options.now();
    if (now < remote.busyUntil) return;
    remote.busyUntil = Number.POSITIVE_INFINITY;
    remote.prepared = true;
    const { producerId, source } = remote;
    IncomingStream.open(this.#options, { producerId, source, sender }).then(
      (stream) => this.#consumed(remote, stream),
      () => {
        remote.busyUntil = this.#options.now() + RETRY_MS;
      },
    );
  }

  #consumed(remote: Remote, stream: IncomingStream): void {
    remote.busyUntil = 0;
    if (this.#closed || this.#remotes.get(remote.producerId) !== remote) {
      stream.close(this.#closed);
      return;
    }
    remote.stream = stream;
    remote.notForwardedSince = undefined;
    this.reconcile();
  }

  /** Refusals are no news: the producer is gone, or the next second asks again. */
  #attempt(work: Promise<void>): void {
    work.catch(() => undefined);
  }
}
