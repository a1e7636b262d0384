/** States of a WebRTC connection as mediasoup-client names them. */
export type ConnectionState =
  'new' | 'connecting' | 'connected' | 'failed' | 'disconnected' | 'closed';

/**
 * How long a connection may be away before a new path is looked for. Wireless networks drop out for
 * a second by themselves; waiting longer is heard as silence.
 */
const DISCONNECTED_MS = 1500;

/** How long a restart may take before the next. With TURN over TLS it takes up to 4 s. */
const RESTART_MS = 6000;

/**
 * Before the next, when a restart failed at once: there is no network yet, or the browser does not know of it.
 * It looks again by itself when it does. Lower uses up all restarts before that.
 */
const AGAIN_MS = 1000;

/** Restarts in a row before the whole connection is given up and opened anew. */
const RESTARTS = 3;

export interface IceKeeperOptions {
  restart: () => Promise<void>;
  onLost: () => void;
}

/** Keeps one transport connected: restarts ICE when it is away, and says when that does not help. */
export class IceKeeper {
  readonly #options: IceKeeperOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restarts = 0;
  #state: ConnectionState = 'new';
  #closed = false;

  constructor(options: IceKeeperOptions) {
    this.#options = options;
  }

  changed(state: ConnectionState): void {
    if (this.#closed) return;
    this.#state = state;
    switch (state) {
      case 'connected':
        this.#restarts = 0;
        clearTimeout(this.#timer);
        break;
      case 'disconnected':
        this.#restartIn(DISCONNECTED_MS);
        break;
      case 'failed':
        this.#restartIn(this.#restarts === 0 ? 0 : AGAIN_MS);
        break;
      case 'connecting':
      case 'new':
      case 'closed':
        break;
    }
  }

  /** Without waiting for the browser to notice. A transport that never carried anything is left alone. */
  restartNow(): void {
    if (this.#state === 'new') return;
    this.#restarts = 0;
    this.#restartIn(0);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #restartIn(ms: number): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#restart(), ms);
  }

  #restart(): void {
    if (this.#restarts >= RESTARTS) {
      this.close();
      this.#options.onLost();
      return;
    }
    this.#restarts += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), RESTART_MS);
    // A refused restart is tried again by the timer: signaling may be away for the same reason.
    this.#options.restart().catch(() => undefined);
  }

  /** A restart on a connection that still worked brings no change of state. */
  #check(): void {
    if (this.#state === 'connected') this.#restarts = 0;
    else this.#restart();
  }
}
