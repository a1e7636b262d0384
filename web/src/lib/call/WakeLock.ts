/** Keeps the screen awake while the call is on. Asks again whenever the page comes back into view. */
export class WakeLock {
  #lock: WakeLockSentinel | undefined;
  #closed = false;
  readonly #seen = (): void => void this.#ask();

  constructor() {
    document.addEventListener('visibilitychange', this.#seen);
    void this.#ask();
  }

  close(): void {
    this.#closed = true;
    document.removeEventListener('visibilitychange', this.#seen);
    this.#lock?.release().catch(() => undefined);
  }

  async #ask(): Promise<void> {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      if (this.#closed) await lock.release();
      else this.#lock = lock;
    } catch {
      // Refused on low battery; the call goes on, only the screen may sleep.
    }
  }
}
