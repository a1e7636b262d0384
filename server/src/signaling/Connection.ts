import { MAX_INVALID_MESSAGES } from '@conclave/shared/limits';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { PeerMethod } from '@conclave/shared/wire/peerRequests';
import type { Clock } from '../ops/Clock.ts';
import type { Peer } from '../room/Peer.ts';
import { Budget } from './Budget.ts';
import type { Answer, Dispatch, Reply } from './dispatch.ts';

/**
 * Requests of one connection. Filling a screen with 25 videos takes some 150 at once; a flood of a
 * thousand a second meets the limit within half a second.
 */
const REQUESTS = { size: 400, perSecond: 60 } as const;

/** Requests beyond the limit until a connection ends that does not listen to `tooMany`. */
const EXCESS = { size: 400, perSecond: 1 } as const;

/**
 * [V-23] Entries of documents, which have a bucket of their own so that drawing keeps nobody from being
 * heard. A page writes some ten a second; the burst is what was written while the network was away.
 */
const ENTRIES = { size: 300, perSecond: 100 } as const;
const ENTRY_METHODS: ReadonlySet<unknown> = new Set<PeerMethod>(['registerAuthor', 'appendEntry']);

/** [V-22] Cursors and strokes in progress, which go to everybody: 20 a second look smooth. */
const SIGNALS = { size: 60, perSecond: 30 } as const;

/** What is answered with much, or makes others work. A page needs each of them once or twice. */
const HEAVY = { size: 24, perSecond: 2 } as const;
const HEAVY_METHODS: ReadonlySet<unknown> = new Set<PeerMethod>([
  'enter',
  'resume',
  'takeTicket',
  'knock',
  'openMedia',
  'openDocuments',
]);

/** [T11] What honest pages never send, or only when two things cross. */
const INVALID = { size: MAX_INVALID_MESSAGES - 1, perSecond: 1 / 60 } as const;
const COUNTED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['malformed', 'notNow']);

export type EndReason = 'invalid' | 'flood' | 'fault';

export interface ConnectionOptions {
  readonly peer: Peer;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  /** The connection is to be closed; a fault is to be logged. */
  readonly end: (reason: EndReason, fault?: unknown) => void;
}

type Respond = (reply: Reply) => void;

/** The messages of one connection, before and after they have a meaning. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #requests: Budget;
  readonly #heavy: Budget;
  readonly #entries: Budget;
  readonly #signals: Budget;
  readonly #excess: Budget;
  readonly #invalid: Budget;
  #ended = false;

  constructor(options: ConnectionOptions) {
    const { clock } = options;
    this.#options = options;
    this.#requests = new Budget(REQUESTS, clock);
    this.#heavy = new Budget(HEAVY, clock);
    this.#entries = new Budget(ENTRIES, clock);
    this.#signals = new Budget(SIGNALS, clock);
    this.#excess = new Budget(EXCESS, clock);
    this.#invalid = new Budget(INVALID, clock);
  }

  /** One event of the socket: a name, params and the way to answer, or whatever else was sent. */
  async receive(method: unknown, args: readonly unknown[]): Promise<void> {
    const last = args.at(-1);
    const respond = isRespond(last) ? last : ignore;
    if (this.#ended) return;
    if (!this.#mayAsk(method)) {
      respond({ ok: false, code: 'tooMany' });
      if (!this.#excess.take()) this.#end('flood');
    } else if (args.length !== 2 || respond === ignore) {
      this.#answer(respond, { reply: { ok: false, code: 'malformed' } });
    } else {
      this.#answer(respond, await this.#options.dispatch(this.#options.peer, method, args[0]));
    }
  }

  /** It does not read what it is sent: no more is worked on. */
  refuse(): void {
    this.#end('flood');
  }

  #mayAsk(method: unknown): boolean {
    if (ENTRY_METHODS.has(method)) return this.#entries.take();
    if (method === 'signalDocument') return this.#signals.take();
    return this.#requests.take() && (!HEAVY_METHODS.has(method) || this.#heavy.take());
  }

  #answer(respond: Respond, { reply, fault }: Answer): void {
    respond(reply);
    this.#options.peer.answered();
    if (fault !== undefined) this.#end('fault', fault);
    if (!reply.ok) this.#count(reply.code);
  }

  #count(code: ErrorCode): void {
    if (COUNTED.has(code) && !this.#invalid.take()) this.#end('invalid');
  }

  #end(reason: EndReason, fault?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#options.end(reason, fault);
  }
}

/** Whoever gives no way to answer gets none. */
const ignore: Respond = () => undefined;

function isRespond(value: unknown): value is Respond {
  return typeof value === 'function';
}
