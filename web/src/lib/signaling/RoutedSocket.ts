import { nodeOfPath, SIGNALING_PATH } from '@conclave/shared/wire/protocolVersion';
import type { Refusal, RefusalListener, WireSocket } from './WireSocket.ts';

/** A socket on one path, which also says when it did not reach anybody. */
export interface PathSocket extends WireSocket {
  onFailed(listener: () => void): void;
}

export interface RoutedSocketOptions {
  readonly open: (path: string) => PathSocket;
  /** How long before it asks again; each time another value, so that not all come at once. */
  readonly waitMs: () => number;
}

/** Nodes that disagree for a moment may send somebody on. More than this, and it waits before it asks again. */
const MAX_HOPS = 3;

/**
 * [V-25] The connection to the node that has the meeting's room. It asks at the common path, which any node
 * answers, and goes where it is sent; with one node it stays. A connection that is lost at a node's own path is
 * never tried there again: the room may be elsewhere by then.
 */
export class RoutedSocket implements WireSocket {
  readonly #options: RoutedSocketOptions;
  #socket: PathSocket;
  #isAway = false;
  #hops = 0;
  #isWanted = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #event: (name: string, payload: unknown) => void = () => undefined;
  #connect: () => void = () => undefined;
  #disconnect: (byServer: boolean) => void = () => undefined;
  #refused: RefusalListener = () => undefined;

  constructor(options: RoutedSocketOptions) {
    this.#options = options;
    this.#socket = this.#open(SIGNALING_PATH);
  }

  connect(): void {
    this.#isWanted = true;
    this.#socket.connect();
  }

  disconnect(): void {
    this.#isWanted = false;
    clearTimeout(this.#waiting);
    this.#socket.disconnect();
  }

  emit(method: string, params: unknown, answer: (reply: unknown) => void): void {
    this.#socket.emit(method, params, answer);
  }

  vouch(): void {
    this.#socket.vouch?.();
  }

  onEvent(listener: (name: string, payload: unknown) => void): void {
    this.#event = listener;
  }

  onConnect(listener: () => void): void {
    this.#connect = listener;
  }

  onDisconnect(listener: (byServer: boolean) => void): void {
    this.#disconnect = listener;
  }

  onRefused(listener: RefusalListener): void {
    this.#refused = listener;
  }

  #open(path: string): PathSocket {
    const socket = this.#options.open(path);
    const ifCurrent = (act: () => void): void => {
      if (socket === this.#socket) act();
    };
    socket.onEvent((name, payload) => ifCurrent(() => this.#event(name, payload)));
    socket.onConnect(() =>
      ifCurrent(() => {
        this.#hops = 0;
        this.#connect();
      }),
    );
    socket.onDisconnect((byServer) => ifCurrent(() => this.#lost(byServer)));
    socket.onRefused((refusal) => ifCurrent(() => this.#turnedAway(refusal)));
    socket.onFailed(() =>
      ifCurrent(() => {
        if (this.#isAway) this.#askAgain();
      }),
    );
    return socket;
  }

  #lost(byServer: boolean): void {
    const wasAway = this.#isAway;
    if (wasAway) this.#askAgain();
    // Whoever hears of it need not connect by itself: that is under way.
    this.#disconnect(byServer && !wasAway);
  }

  #turnedAway(refusal: Refusal): void {
    const isSentOn = refusal.code === 'elsewhere';
    if (isSentOn && this.#hops < MAX_HOPS && isNodePath(refusal.path)) {
      this.#hops += 1;
      this.#replace(refusal.path);
      this.#socket.connect();
    } else if (isSentOn || (this.#isAway && !isForGood(refusal.code))) {
      this.#askAgain();
    } else {
      this.#refused(refusal);
    }
  }

  /** At the common path, after a moment. */
  #askAgain(): void {
    this.#hops = 0;
    this.#replace(SIGNALING_PATH);
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (this.#isWanted) this.#socket.connect();
    }, this.#options.waitMs());
  }

  #replace(path: string): void {
    const before = this.#socket;
    this.#isAway = path !== SIGNALING_PATH;
    this.#socket = this.#open(path);
    before.disconnect();
  }
}

function isNodePath(path: string | undefined): path is string {
  return path !== undefined && nodeOfPath(path) !== undefined;
}

function isForGood(code: string | undefined): boolean {
  return code === 'protocolMismatch' || code === 'foreignOrigin';
}
