import type { ConsentBook } from '../consent/organizer/ConsentBook.ts';
import { openSaveTarget } from '../ui/openSaveTarget.ts';
import { fileName } from '../ui/saveFile.ts';
import type { PastMeeting } from './PastMeeting.svelte.ts';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly share: number; readonly name: string }
  | { readonly kind: 'done'; readonly name: string; readonly missing: number }
  | { readonly kind: 'failed' };

export interface ExportAsk {
  readonly title: string;
  readonly when: string;
  readonly now: number;
  /** Whether one's own private notes go along. */
  readonly withNotes: boolean;
  readonly consents: (() => Promise<ConsentBook>) | undefined;
}

/** One export at a time: how far it is, and the way to stop it. What makes the ZIP is loaded when it begins. */
export class Export {
  readonly #past: PastMeeting;
  #state = $state.raw<ExportState>({ kind: 'idle' });
  #stop = new AbortController();

  constructor(past: PastMeeting) {
    this.#past = past;
  }

  get state(): ExportState {
    return this.#state;
  }

  async start(ask: ExportAsk): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    try {
      await this.#make(ask, stop.signal);
    } catch {
      // Stopped by the person, or no connection, no space, no part of the page: the dialog says which it may be.
      this.#state = stop.signal.aborted ? { kind: 'idle' } : { kind: 'failed' };
    }
  }

  cancel(): void {
    this.#stop.abort();
  }

  async #make(ask: ExportAsk, signal: AbortSignal): Promise<void> {
    const name = fileName(ask.title, 'zip');
    const target = await openSaveTarget(name);
    if (target === undefined) return;
    try {
      this.#state = { kind: 'running', share: 0, name };
      const { exportMeeting } = await import('./export/exportMeeting.ts');
      const missing = await exportMeeting(this.#past, {
        ...ask,
        target,
        signal,
        onProgress: (share, part) => (this.#state = { kind: 'running', share, name: part }),
      });
      await target.keep();
      this.#state = { kind: 'done', name, missing: missing.length };
    } catch (error) {
      await target.drop();
      throw error;
    }
  }
}
