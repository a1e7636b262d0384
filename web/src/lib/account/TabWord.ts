type Word = 'signedIn' | 'signedOut';

/** What tabs of one browser tell each other. */
export interface TabWord {
  say(word: Word): void;
  onHeard(listener: (word: Word) => void): void;
}

/** Between the tabs of this origin; nothing that is said is secret. */
export class BroadcastTabWord implements TabWord {
  readonly #channel = new BroadcastChannel('conclave-account');

  say(word: Word): void {
    this.#channel.postMessage(word);
  }

  onHeard(listener: (word: Word) => void): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === 'signedIn' || data === 'signedOut') listener(data);
    });
  }
}
