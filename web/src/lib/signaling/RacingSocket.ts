import type { Doubt, RefusalListener, WireSocket } from './WireSocket.ts';

/**
 * A connection that works answers within its round trip; one that was just lost never does. So long it is
 * waited for before another is begun. Lower burdens thin lines at every doubt; higher is time that people
 * whose network changed cannot be told anything.
 */
const HEAD_START_MS = 400;

/**
 * A rival that reaches nobody in this time is given up: the connection before tries again by itself, and two
 * that go on for ever would be twice the load for a server that is away.
 */
const RIVAL_MS = 10_000;

/**
 * A connection that can be doubted. TCP notices after many seconds that it leads nowhere; here a second one is
 * tried beside it, and whichever answers first is kept. So a slow line is not torn down: its old connection
 * needs one round trip to be believed, a new one several.
 */
export class RacingSocket implements WireSocket {
  readonly #open: () => WireSocket;
  #current: WireSocket;
  #isConnected = false;
  #isWanted = false;
  #rival: WireSocket | undefined;
  /** A doubt is open: until the present connection answers, or another is there. */
  #isDoubted = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #event: (name: string, payload: unknown) => void = () => undefined;
  #connect: () => void = () => undefined;
  #disconnect: (byServer: boolean) => void = () => undefined;
  #refused: RefusalListener = () => undefined;

  constructor(open: () => WireSocket) {
    this.#open = open;
    this.#current = this.#follow(open());
  }

  connect(): void {
    this.#isWanted = true;
    this.#current.connect();
  }

  disconnect(): void {
    this.#isWanted = false;
    this.#isConnected = false;
    this.#settle();
    this.#current.disconnect();
  }

  emit(method: string, params: unknown, answer: (reply: unknown) => void): void {
    this.#current.emit(method, params, answer);
  }

  vouch(): void {
    this.#current.vouch?.();
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

  /** Again and again harmless; only a change of network begins a race anew that is on. */
  doubt(why: Doubt): void {
    if (!this.#isWanted) return;
    if (this.#isDoubted) {
      if (why === 'changed') this.#race();
      return;
    }
    this.#isDoubted = true;
    if (this.#isConnected) this.#ask();
    else this.#race();
  }

  #ask(): void {
    const asked = this.#current;
    asked.emit('ping', {}, () => {
      if (asked === this.#current) this.#settle();
    });
    this.#timer = setTimeout(() => this.#race(), HEAD_START_MS);
  }

  #race(): void {
    clearTimeout(this.#timer);
    this.#rival?.disconnect();
    this.#rival = this.#follow(this.#open());
    this.#rival.connect();
    this.#timer = setTimeout(() => this.#settle(), RIVAL_MS);
  }

  /** The doubt is over. */
  #settle(): void {
    clearTimeout(this.#timer);
    const rival = this.#rival;
    this.#rival = undefined;
    this.#isDoubted = false;
    rival?.disconnect();
  }

  #follow(socket: WireSocket): WireSocket {
    const ifCurrent = (act: () => void): void => {
      if (socket === this.#current) act();
    };
    socket.onEvent((name, payload) => ifCurrent(() => this.#event(name, payload)));
    socket.onConnect(() => {
      if (socket === this.#rival) this.#overtake(socket);
      else ifCurrent(() => this.#connected());
    });
    socket.onDisconnect((byServer) => ifCurrent(() => this.#lost(byServer)));
    socket.onRefused((refusal) => {
      // The connection before is not worse for it, and hears the same if it comes to that.
      if (socket === this.#rival) this.#settle();
      else ifCurrent(() => this.#refused(refusal));
    });
    return socket;
  }

  #lost(byServer: boolean): void {
    this.#isConnected = false;
    this.#disconnect(byServer);
  }

  #connected(): void {
    this.#isConnected = true;
    this.#settle();
    this.#connect();
  }

  #overtake(rival: WireSocket): void {
    const before = this.#current;
    this.#current = rival;
    this.#rival = undefined;
    before.disconnect();
    if (this.#isConnected) this.#disconnect(false);
    this.#connected();
  }
}
