import type { Bytes } from '@conclave/shared/bytes';
import * as v from 'valibot';
import { DecodedDocument, isSameDocument } from './DecodedDocument.ts';
import { ToDecoder, type FromDecoder } from './messages.ts';

type Task = Exclude<ToDecoder, { op: 'end' }>;

/**
 * The decode worker without its worker: reads what others wrote. Has no keys and nothing to lose:
 * whoever waits for it ends it when it takes too long.
 */
export class DecodeWorker {
  readonly #post: (message: FromDecoder) => void;
  readonly #documents = new Map<number, DecodedDocument>();

  constructor(post: (message: FromDecoder) => void) {
    this.#post = post;
  }

  receive(data: unknown): void {
    const message = v.parse(ToDecoder, data);
    if (message.op === 'end') this.#documents.delete(message.doc);
    else this.#post({ task: message.task, ...this.#answer(message) });
  }

  #answer(task: Task): Omit<FromDecoder, 'task'> {
    switch (task.op) {
      case 'begin':
        return { good: this.#begin(task.doc, task.updates), ...NOTHING };
      case 'judge':
        return this.#judge(task);
      case 'state':
        return this.#state(task.doc);
      case 'compare':
        return { good: isSame(task.updates, task.state), ...NOTHING };
    }
  }

  #begin(doc: number, updates: readonly Bytes[]): boolean {
    try {
      this.#documents.set(doc, new DecodedDocument(updates));
      return true;
    } catch {
      // A checkpoint that Yjs cannot read, in whatever way: it is false.
      return false;
    }
  }

  #judge(task: Extract<Task, { op: 'judge' }>): Omit<FromDecoder, 'task'> {
    const judged = this.#documents.get(task.doc)?.judge(task.update, task);
    return { ...NOTHING, good: judged !== undefined, ...judged };
  }

  #state(doc: number): Omit<FromDecoder, 'task'> {
    const state = this.#documents.get(doc)?.state();
    return { ...NOTHING, good: state !== undefined, state: state ?? null };
  }
}

const NOTHING = { state: null, deleted: 0, inserted: 0 } as const;

function isSame(updates: readonly Bytes[], state: Bytes): boolean {
  try {
    return isSameDocument(updates, [state]);
  } catch {
    // A checkpoint that Yjs cannot read, in whatever way, is not what the log says.
    return false;
  }
}
