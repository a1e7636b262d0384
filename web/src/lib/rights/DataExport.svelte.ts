import type { OpenAccount } from '../vault/signIn.ts';
import type { RightsApi } from './RightsApi.ts';

type DataExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly share: number; readonly name: string }
  | { readonly kind: 'done'; readonly name: string; readonly missing: number }
  | { readonly kind: 'failed' };

const NAME = 'my-data.zip';

/** One export of an account at a time: how far it is, and the way to stop it. */
export class DataExport {
  #state = $state.raw<DataExportState>({ kind: 'idle' });
  #stop = new AbortController();

  get state(): DataExportState {
    return this.#state;
  }

  async start(parts: { open: OpenAccount; api: RightsApi; withMeetings: boolean }): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    try {
      await this.#make(parts, stop.signal);
    } catch {
      // Stopped by the person, no connection, no space: the page says which it may be.
      this.#state = stop.signal.aborted ? { kind: 'idle' } : { kind: 'failed' };
    }
  }

  cancel(): void {
    this.#stop.abort();
  }

  async #make(
    parts: { open: OpenAccount; api: RightsApi; withMeetings: boolean },
    signal: AbortSignal,
  ): Promise<void> {
    const { openSaveTarget } = await import('../ui/openSaveTarget.ts');
    const target = await openSaveTarget(NAME);
    if (target === undefined) return;
    try {
      this.#state = { kind: 'running', share: 0, name: NAME };
      const { askInstance } = await import('../ui/instance.ts');
      const answer = await askInstance();
      if (answer.state !== 'known') throw new Error('the server does not say who it is');
      const { exportAccount } = await import('./export/exportAccount.ts');
      const missing = await exportAccount({
        ...{ ...parts, target, signal, instance: answer.instance },
        now: () => performance.timeOrigin + performance.now(),
        onProgress: (share, name) => (this.#state = { kind: 'running', share, name }),
      });
      await target.keep();
      this.#state = { kind: 'done', name: NAME, missing };
    } catch (error) {
      await target.drop();
      throw error;
    }
  }
}
