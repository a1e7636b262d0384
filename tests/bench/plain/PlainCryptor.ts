// Stands in for FrameCryptor in a build that only the bench of what encryption costs makes: no worker,
// no transforms, frames as the encoder gives them. The product's build cannot reach this file.
import type { OpenedStream, SealedStream } from '../../../web/src/lib/e2ee/frame/FrameCryptor.ts';
import type { TransformStats } from '../../../web/src/lib/e2ee/frame/messages.ts';

const nothingDropped = {
  noKey: 0,
  wrongSender: 0,
  replayed: 0,
  badTag: 0,
  truncated: 0,
  malformed: 0,
  unknownCodec: 0,
  exhausted: 0,
  failed: 0,
};

/** Says of every stream that its frames pass, so that nothing is stopped or repaired. */
export class FrameCryptor {
  readonly #streams = new Map<string, Pick<TransformStats, 'id' | 'direction' | 'kind'>>();
  #passed = 0;

  static open(): Promise<FrameCryptor> {
    document.documentElement.dataset['frames'] = 'conclave-bench-plain-frames';
    return Promise.resolve(new FrameCryptor());
  }

  static supported(): boolean {
    return true;
  }

  useKeys(port: MessagePort): void {
    port.close();
  }

  sealTransform({ kind }: SealedStream): { id: string; transform: null } {
    return this.#plain('seal', kind);
  }

  openTransform({ kind }: OpenedStream): { id: string; transform: null } {
    return this.#plain('open', kind);
  }

  expect(): void {
    // Frames of anybody pass.
  }

  release(id: string): void {
    this.#streams.delete(id);
  }

  stats(): Promise<readonly TransformStats[]> {
    this.#passed += 30;
    const counts = { passed: this.#passed, dropped: nothingDropped, lastPassedAt: Date.now() };
    return Promise.resolve([...this.#streams.values()].map((stream) => ({ ...stream, ...counts })));
  }

  close(): void {
    this.#streams.clear();
  }

  #plain(direction: 'seal' | 'open', kind: 'audio' | 'video'): { id: string; transform: null } {
    const id = `plain-${this.#streams.size}-${this.#passed}-${crypto.randomUUID()}`;
    this.#streams.set(id, { id, direction, kind });
    return { id, transform: null };
  }
}
