// Stands in for FramePipes in a build that only the bench of what encryption costs makes: the frame
// worker of the product, through which frames pass as they are. What is left is the browser's own price
// of a transform. The product's build cannot reach this file.
import type { Transformer } from '../../../web/src/lib/e2ee/frame/FramePipe.ts';
import type { FromFrameWorker, TransformStats } from '../../../web/src/lib/e2ee/frame/messages.ts';

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

interface Options {
  readonly post: (message: FromFrameWorker) => void;
  readonly now: () => number;
}

type Stream = Pick<TransformStats, 'id' | 'direction' | 'kind'>;

/** Says of every stream that its frames pass, so that nothing is stopped or repaired. */
export class FramePipes {
  readonly mark = 'conclave-bench-plain-frames';
  readonly #options: Options;
  readonly #streams = new Map<string, Stream>();
  #passed = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  attach({ options, readable, writable }: Transformer): void {
    const stream = streamOf(options);
    this.#streams.set(stream.id, stream);
    readable.pipeTo(writable).catch(() => this.#streams.delete(stream.id));
    if (stream.direction === 'seal') this.#options.post({ op: 'firstSealed', senderId: stream.id });
  }

  receive(message: unknown): void {
    if (Reflect.get(Object(message), 'op') === 'stats') this.tick();
  }

  tick(): void {
    this.#passed += 30;
    const counts = {
      passed: this.#passed,
      dropped: nothingDropped,
      lastPassedAt: this.#options.now(),
    };
    const transforms = [...this.#streams.values()].map((stream) => ({ ...stream, ...counts }));
    this.#options.post({ op: 'stats', transforms });
  }
}

function streamOf(options: unknown): Stream {
  const read = (name: string): unknown => Reflect.get(Object(options), name);
  const direction = read('direction') === 'seal' ? 'seal' : 'open';
  const kind = read('kind') === 'audio' ? 'audio' : 'video';
  return { id: String(read('id')), direction, kind };
}
