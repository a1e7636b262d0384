import { RefusedError } from '@conclave/shared/RefusedError';
import type { Feature } from '../call/browserFeatures.ts';
import type { NetworkPath } from '../media/statsReport.ts';
import type { RelayKind } from './tryRelay.ts';
import type { WayForMedia } from './WayForMedia.ts';

/** What is looked at, in this order. */
export const PARTS = ['browser', 'server', 'socket', 'media', 'udp', 'tcp', 'tls'] as const;
export type Part = (typeof PARTS)[number];

/**
 * `fair`: it works, but something is in the way. `none`: there is nothing to look at here. `busy`: the server
 * answered that as many test as may.
 */
export type Finding =
  | { readonly state: 'waiting' }
  | { readonly state: 'running' }
  | { readonly state: 'none' }
  | { readonly state: 'bad'; readonly busy?: true }
  | { readonly state: 'good'; readonly ms?: number; readonly path?: NetworkPath }
  | { readonly state: 'fair'; readonly path?: NetworkPath };

export type Findings = Readonly<Record<Part, Finding>>;

/** `detour`: meetings work, by a way that costs quality. */
export type Verdict = 'works' | 'detour' | 'fails';

/** There and back; beyond it people begin to talk at the same time (ITU-T G.114 gives 150 ms one way). */
const FAR_MS = 300;

export interface ConnectionCheckOptions {
  readonly missingFeatures: () => readonly Feature[];
  /** Asks for a way of media to try; throws if the server does not answer. */
  readonly openWay: () => Promise<WayForMedia>;
  readonly trySocket: () => Promise<'open' | 'closed' | 'outdated'>;
  readonly now: () => number;
  /** Called with each finding, until all are there. */
  readonly changed: (findings: Findings) => void;
}

/** Looks at what a meeting needs from this browser and the networks before it, part by part. */
export class ConnectionCheck {
  readonly #options: ConnectionCheckOptions;
  #findings: Findings = allWaiting();
  #running = false;

  constructor(options: ConnectionCheckOptions) {
    this.#options = options;
  }

  get findings(): Findings {
    return this.#findings;
  }

  /** Everything, once more. Does nothing while it runs. */
  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#findings = allWaiting();
    try {
      await this.#lookAtAll();
    } finally {
      this.#running = false;
    }
  }

  async #lookAtAll(): Promise<void> {
    const missing = this.#options.missingFeatures();
    this.#found('browser', { state: missing.length === 0 ? 'good' : 'bad' });
    const way = await this.#lookAtServer();
    await this.#look('socket', async () => {
      const answer = await this.#options.trySocket();
      return { state: ({ open: 'good', outdated: 'fair', closed: 'bad' } as const)[answer] };
    });
    if (way === undefined || missing.includes('webrtc')) {
      for (const part of ['media', 'udp', 'tcp', 'tls'] as const)
        this.#found(part, { state: 'none' });
      return;
    }
    try {
      await this.#look('media', async () => rated(await way.connect()));
      for (const kind of ['udp', 'tcp', 'tls'] as const) await this.#lookAtRelay(way, kind);
    } finally {
      await way.end();
    }
  }

  /** The time is that of the whole answer: the name's lookup and TLS are over by then. */
  async #lookAtServer(): Promise<WayForMedia | undefined> {
    let way: WayForMedia | undefined;
    await this.#look('server', async () => {
      const from = this.#options.now();
      way = await this.#options.openWay();
      return { state: 'good', ms: Math.round(this.#options.now() - from) };
    });
    return way;
  }

  async #lookAtRelay(way: WayForMedia, kind: RelayKind): Promise<void> {
    await this.#look(kind, async () => {
      const answer = await way.tryRelay(kind);
      if (answer === undefined) return { state: 'none' };
      return { state: answer ? 'good' : 'bad' };
    });
  }

  /** What throws is bad: the way out is the same, whatever the reason was, but for a server that is busy. */
  async #look(part: Part, work: () => Promise<Finding>): Promise<void> {
    this.#found(part, { state: 'running' });
    this.#found(part, await work().catch(failed));
  }

  #found(part: Part, finding: Finding): void {
    this.#findings = { ...this.#findings, [part]: finding };
    this.#options.changed(this.#findings);
  }
}

/** Before anything was looked at. */
export function allWaiting(): Findings {
  const finding: Finding = { state: 'waiting' };
  return {
    ...{ browser: finding, server: finding, socket: finding, media: finding },
    ...{ udp: finding, tcp: finding, tls: finding },
  };
}

/** What comes of it all; undefined while something is still to be looked at. */
export function verdictOf(findings: Findings): Verdict | undefined {
  const states = Object.values(findings).map(({ state }) => state);
  if (states.includes('waiting') || states.includes('running')) return undefined;
  const { browser, server, socket, media } = findings;
  const needed = [browser, server, socket, media].map(({ state }) => state);
  if (needed.includes('bad') || needed.includes('none')) return 'fails';
  return needed.includes('fair') ? 'detour' : 'works';
}

function failed(error: unknown): Finding {
  const isBusy = error instanceof RefusedError && error.code === 'tooMany';
  return { state: 'bad', ...(isBusy && { busy: true as const }) };
}

/** Over TCP a lost packet holds up all that follow; a relay is a detour; a far line is felt. */
function rated(path: NetworkPath): Finding {
  const far = (path.roundTripMs ?? 0) > FAR_MS;
  const direct = path.protocol === 'udp' && !path.relayed;
  return { state: direct && !far ? 'good' : 'fair', path };
}
