import { Listeners } from '../signaling/Listeners.ts';

/**
 * Plays what others say, each in an audio element of its own. Never through WebAudio: there the
 * browser's echo cancelling does not see it (Chromium bug 687574).
 */
export class AudioOutput {
  readonly #elements = new Map<string, HTMLAudioElement>();
  readonly #blocked = new Listeners<boolean>();
  #sinkId = '';
  #isBlocked = false;

  /** The browser does not play before somebody clicks; `unblock` from a click helps. */
  onBlocked(listen: (blocked: boolean) => void): () => void {
    return this.#blocked.add(listen);
  }

  /** Plays exactly these tracks, by name. */
  play(tracks: ReadonlyMap<string, MediaStreamTrack>): void {
    for (const [key, element] of this.#elements) {
      if (!tracks.has(key)) this.#remove(key, element);
    }
    for (const [key, track] of tracks) this.#start(key, track);
  }

  /** The empty id is the system's own speaker. Browsers that cannot choose keep playing there. */
  async setSpeaker(deviceId: string): Promise<void> {
    this.#sinkId = deviceId;
    await Promise.all([...this.#elements.values()].map((element) => this.#route(element)));
  }

  async unblock(): Promise<void> {
    this.#setBlocked(false);
    await Promise.all([...this.#elements.values()].map((element) => this.#begin(element)));
  }

  close(): void {
    for (const [key, element] of this.#elements) this.#remove(key, element);
    this.#blocked.clear();
  }

  #start(key: string, track: MediaStreamTrack): void {
    const present = this.#elements.get(key);
    const stream = present?.srcObject;
    if (stream instanceof MediaStream && stream.getTracks()[0] === track) return;
    const element = present ?? document.createElement('audio');
    element.autoplay = true;
    element.srcObject = new MediaStream([track]);
    if (present === undefined) {
      this.#elements.set(key, element);
      element.hidden = true;
      document.body.append(element);
    }
    void this.#route(element);
    void this.#begin(element);
  }

  async #route(element: HTMLAudioElement): Promise<void> {
    if (!('setSinkId' in element) || element.sinkId === this.#sinkId) return;
    try {
      await element.setSinkId(this.#sinkId);
    } catch {
      // The speaker is gone: the browser goes on with the system's own.
    }
  }

  async #begin(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
    } catch (error) {
      // AbortError: the element got another track meanwhile. Nothing is wrong with that.
      if (error instanceof Error && error.name === 'NotAllowedError') this.#setBlocked(true);
    }
  }

  #setBlocked(blocked: boolean): void {
    if (blocked === this.#isBlocked) return;
    this.#isBlocked = blocked;
    this.#blocked.tell(blocked);
  }

  #remove(key: string, element: HTMLAudioElement): void {
    element.srcObject = null;
    element.remove();
    this.#elements.delete(key);
  }
}
