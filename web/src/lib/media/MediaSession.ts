import { RefusedError } from '@conclave/shared/RefusedError';
import type { Source } from '@conclave/shared/wire/media';
import { Listeners } from '../signaling/Listeners.ts';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import { Following } from './Following.ts';
import type { FramePort } from './FramePort.ts';
import type { RosterEntry } from './IncomingStream.ts';
import type { TileSize } from './layers.ts';
import { MediaConnection, type Loss } from './MediaConnection.ts';
import { nothingYet, type MediaState, type MediaView } from './MediaView.ts';
import type { MediaKey } from './Receiving.ts';
import type { Wanted } from './Sending.ts';

/** Between attempts to open media; the first comes at once. */
const RETRY_MS = [0, 300, 1000, 2000, 5000] as const;

/** Undecodable pictures make us rejoin at most this often: it interrupts everybody else's too. */
const REJOIN_EVERY_MS = 60_000;

/** A path that is silent again and again is left to ICE: opening anew costs all that was agreed upon. */
const SILENT_EVERY_MS = 15_000;

const TICK_MS = 1000;

const PICTURES: readonly Source[] = ['camera', 'screen'];

export interface MediaSessionOptions {
  signaling: SignalingPort;
  frames: FramePort;
  takeContext: (source: Source) => Promise<number>;
  /** Keeps a participant from producing until allowed: consent. Asked before anything runs. */
  mayProduce: () => boolean;
  /** Something that ran before could not be sent again after opening anew. */
  onRefused: (source: Source, refusal: PublishRefusal) => void;
  now: () => number;
}

/** Why something was not sent. */
export type PublishRefusal = 'tooManyMicrophones' | 'notAllowed' | 'failed';

/** Media as a call sees them. */
export type MediaPort = Pick<
  MediaSession,
  'onChange' | 'prepare' | 'open' | 'setRoster' | 'setShown' | 'networkChanged' | 'want' | 'close'
>;

/**
 * Media of one call, over as many connections as it takes: opens it anew when the signaling
 * connection, the media worker or the network path was lost, and sends again what was sent before.
 */
export class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #sources = new Map<Source, Wanted>();
  readonly #settling = new Map<Source, Promise<PublishRefusal | undefined>>();
  readonly #changes = new Listeners<MediaView>();
  readonly #stopListening: readonly (() => void)[];
  readonly #timer: ReturnType<typeof setInterval>;
  #connection: MediaConnection | undefined;
  #state: MediaState = { kind: 'closed' };
  #roster: readonly RosterEntry[] = [];
  #shown: ReadonlyMap<MediaKey, TileSize> = new Map();
  #prepared: Promise<MediaConnection> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempts = 0;
  /** Counts openings: what an earlier one still does is none of the present one's business. */
  #opening = 0;
  #rejoinedAt = Number.NEGATIVE_INFINITY;
  #silentAt = Number.NEGATIVE_INFINITY;
  #ticking = false;
  /** Of the present connection: whether its pictures rest as its line asks for. */
  #resting: Following | undefined;
  /** Whether media is wanted at all: the call is on. */
  #wanted = false;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    this.#stopListening = [
      options.signaling.onNotification((notification) => {
        if (notification.name === 'mediaLost') this.#reopen();
        else this.#connection?.hear(notification);
      }),
      options.signaling.onConnection((state) => {
        // The transports belong to the peer that is gone; a new one comes with the next `open`.
        if (state === 'disconnected') {
          this.#wanted = false;
          this.#discardPrepared();
        }
      }),
    ];
    this.#timer = setInterval(() => void this.#tick(), TICK_MS);
  }

  get view(): MediaView {
    return { ...nothingYet, ...this.#connection?.view(), state: this.#state };
  }

  onChange(listen: (view: MediaView) => void): () => void {
    return this.#changes.add(listen);
  }

  /**
   * Soon the call will be on: opens the transports already, so that joining waits for nothing. What
   * fails here is tried again by `open`.
   */
  prepare(): void {
    if (this.#wanted || this.#prepared !== undefined || this.#state.kind === 'unsealed') return;
    this.#prepared = this.#make();
    this.#prepared.catch(() => undefined);
  }

  /** The call is on, on a fresh signaling connection or for the first time. Does nothing while it is open. */
  open(): void {
    if (this.#wanted || this.#state.kind === 'unsealed') return;
    this.#wanted = true;
    this.#reopen();
  }

  setRoster(roster: readonly RosterEntry[]): void {
    this.#roster = roster;
    this.#connection?.setRoster(roster);
  }

  setShown(shown: ReadonlyMap<MediaKey, TileSize>): void {
    this.#shown = shown;
    this.#connection?.setShown(shown);
  }

  networkChanged(): void {
    this.#connection?.networkChanged();
  }

  /**
   * What is to be sent of a source from now on, also after the connection was opened anew; undefined
   * for nothing. Resolves when it is so, or with the reason why it is not.
   */
  async want(source: Source, wanted: Wanted | undefined): Promise<PublishRefusal | undefined> {
    const runs = wanted !== undefined && !wanted.paused;
    if (runs && !this.#options.mayProduce()) return 'notAllowed';
    if (wanted === undefined) this.#sources.delete(source);
    else this.#sources.set(source, wanted);
    return this.#settle(source);
  }

  close(): void {
    this.#wanted = false;
    clearInterval(this.#timer);
    for (const stop of this.#stopListening) stop();
    this.#stop({ kind: 'closed' });
    this.#discardPrepared();
    this.#changes.clear();
    this.#sources.clear();
  }

  /** One after the other for each source, always with what is wanted by then. */
  #settle(source: Source): Promise<PublishRefusal | undefined> {
    const before = this.#settling.get(source) ?? Promise.resolve(undefined);
    const settled = before.then(() => this.#settleNow(source));
    this.#settling.set(source, settled);
    return settled;
  }

  /** After opening nobody waits for the outcome. */
  async #settleAgain(source: Source): Promise<void> {
    const refusal = await this.#settle(source);
    if (refusal !== undefined) this.#options.onRefused(source, refusal);
  }

  async #settleNow(source: Source): Promise<PublishRefusal | undefined> {
    const connection = this.#connection;
    // While it is being opened, opening takes care of all that is wanted.
    if (connection === undefined || this.#state.kind !== 'open') return undefined;
    try {
      await connection.sending.settle(source, this.#possible(source, connection));
      return undefined;
    } catch (error) {
      if (connection !== this.#connection) return undefined;
      const refusal = refusalOf(error);
      if (refusal !== 'failed') this.#sources.delete(source);
      return refusal;
    } finally {
      this.#changed();
    }
  }

  /** What is wanted, as far as the line has room for it. */
  #possible(source: Source, { picturesYield }: MediaConnection): Wanted | undefined {
    const wanted = this.#sources.get(source);
    if (wanted === undefined || !picturesYield || !PICTURES.includes(source)) return wanted;
    return { ...wanted, paused: true };
  }

  /** Pictures rest, or begin again. Whether that is done: on a full line the server may have to be told several times. */
  async #fitPictures(connection: MediaConnection): Promise<boolean> {
    const done = await Promise.all(PICTURES.map((source) => this.#fitPicture(source, connection)));
    return !done.includes(false);
  }

  async #fitPicture(source: Source, connection: MediaConnection): Promise<boolean> {
    const refusal = await this.#settle(source);
    if (refusal === undefined || connection !== this.#connection) return true;
    const isSent = connection.sending.outgoing.some((outgoing) => outgoing.source === source);
    if (refusal === 'failed' && isSent) return false;
    // It was to begin only now: as after opening, whoever switched it on is told.
    this.#options.onRefused(source, refusal);
    return true;
  }

  #reopen(): void {
    if (!this.#wanted) return;
    this.#stop({ kind: 'opening' });
    const wait = RETRY_MS[Math.min(this.#attempts, RETRY_MS.length - 1)];
    this.#attempts += 1;
    this.#retry = setTimeout(() => void this.#connect(), wait);
  }

  async #connect(): Promise<void> {
    const opening = this.#opening;
    const current = (): boolean => opening === this.#opening;
    try {
      const prepared = this.#prepared;
      this.#prepared = undefined;
      const connection = await (prepared ?? this.#make());
      if (!current()) {
        connection.close();
        return;
      }
      this.#connection = connection;
      this.#resting = new Following(false, () => this.#fitPictures(connection));
      connection.setRoster(this.#roster);
      connection.setShown(this.#shown);
      await connection.join();
      if (!current()) return;
      this.#attempts = 0;
      this.#setState({ kind: 'open' });
      for (const source of this.#sources.keys()) void this.#settleAgain(source);
    } catch {
      // Refused (not a member yet, server busy) or unusable: tried again, more and more slowly.
      if (current()) this.#reopen();
    }
  }

  /** A connection that is heard only while it is the present one. */
  async #make(): Promise<MediaConnection> {
    const made: { connection?: MediaConnection } = {};
    const isPresent = (): boolean =>
      made.connection !== undefined && made.connection === this.#connection;
    made.connection = await MediaConnection.open({
      ...this.#options,
      onChange: () => isPresent() && this.#changed(),
      onLost: (why) => isPresent() && this.#lost(why),
      onUnsealed: (source) => isPresent() && this.#stop({ kind: 'unsealed', source }),
    });
    return made.connection;
  }

  #discardPrepared(): void {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    prepared?.then((connection) => connection.close()).catch(() => undefined);
  }

  #lost(why: Loss): void {
    const now = this.#options.now();
    if (why === 'silent') {
      if (now - this.#silentAt < SILENT_EVERY_MS) return;
      this.#silentAt = now;
    }
    if (why === 'undecodable') {
      if (now - this.#rejoinedAt < REJOIN_EVERY_MS) return;
      this.#rejoinedAt = now;
    }
    this.#reopen();
  }

  async #tick(): Promise<void> {
    const connection = this.#connection;
    if (connection === undefined || this.#ticking) return;
    this.#ticking = true;
    try {
      await connection.tick();
      if (connection === this.#connection) void this.#resting?.follow(connection.picturesYield);
    } catch {
      // Closed between two questions; the next second asks the next connection.
    } finally {
      this.#ticking = false;
    }
  }

  #stop(state: MediaState): void {
    this.#opening += 1;
    clearTimeout(this.#retry);
    this.#connection?.close();
    this.#connection = undefined;
    this.#resting = undefined;
    this.#setState(state);
  }

  #setState(state: MediaState): void {
    this.#state = state;
    this.#changed();
  }

  #changed(): void {
    this.#changes.tell(this.view);
  }
}

function refusalOf(error: unknown): PublishRefusal {
  if (!(error instanceof RefusedError)) return 'failed';
  if (error.code === 'consentMissing') return 'notAllowed';
  return error.code === 'tooManyMicrophones' || error.code === 'notAllowed' ? error.code : 'failed';
}
