import type { Bytes } from '@conclave/shared/bytes';
import * as v from 'valibot';
import type { Timers } from '../../e2ee/session/Timers.ts';
import type { UpdateRule, Weight } from './DecodedDocument.ts';
import { FromDecoder, type ToDecoder } from './messages.ts';

/** Time for one entry. Lower quarantines honest entries of slow machines; higher stands still longer. */
const ENTRY_MS = 2_000;
/** Time for a whole document: a checkpoint of 32 MB, or one compared with thousands of entries. */
const WHOLE_MS = 30_000;

/** A decode worker that can be ended. */
export interface DecodePort {
  post(message: ToDecoder): void;
  end(): void;
}

/** Starts a fresh decode worker; what it says goes to `hear`. */
export type StartDecoder = (hear: (data: unknown) => void) => DecodePort;

type Answer = Omit<FromDecoder, 'task'>;

interface Task {
  readonly message: Extract<ToDecoder, { task: number }>;
  readonly limitMs: number;
  settle(answer: Answer): void;
}

const BAD: Answer = { good: false, state: null, deleted: 0, inserted: 0 };

/** One document in the decode worker, with everything of it that was found good so far. */
export interface DecodedCopy {
  /** Whether the state could be read: then the copy is that. */
  begin(state: Bytes | undefined): Promise<boolean>;
  /** Undefined: quarantined. Else how much it deletes and brings. */
  judge(update: Bytes, rule: UpdateRule): Promise<Weight | undefined>;
  state(): Promise<Bytes | undefined>;
  end(): void;
}

/** The decode worker as the document worker sees it: one that may hang, and is begun anew then. */
export class Decoder {
  readonly #start: StartDecoder;
  readonly #timers: Timers;
  readonly #good = new Map<number, Bytes[]>();
  #tasks: readonly Task[] = [];
  #port: DecodePort | undefined;
  #stopWatch: (() => void) | undefined;
  #nextTask = 0;
  #nextDoc = 0;
  #closed = false;

  constructor(start: StartDecoder, timers: Timers) {
    this.#start = start;
    this.#timers = timers;
  }

  open(): DecodedCopy {
    const doc = this.#nextDoc++;
    const good: Bytes[] = [];
    this.#good.set(doc, good);
    return {
      begin: async (state) => {
        const updates = state === undefined ? [] : [state];
        const { good: began } = await this.#ask({
          op: 'begin',
          task: this.#nextTask++,
          doc,
          updates,
        });
        if (began) good.splice(0, good.length, ...updates);
        return began;
      },
      judge: async (update, { clients, mayDelete }) => {
        const task = this.#nextTask++;
        const rule = { clients: [...clients], mayDelete };
        const { good, deleted, inserted } = await this.#ask({
          op: 'judge',
          task,
          doc,
          update,
          ...rule,
        });
        return good ? { deleted, inserted } : undefined;
      },
      state: async () => {
        const { state } = await this.#ask({ op: 'state', task: this.#nextTask++, doc });
        return state ?? undefined;
      },
      end: () => {
        this.#good.delete(doc);
        if (!this.#closed) this.#port?.post({ op: 'end', doc });
      },
    };
  }

  /** [P-11] Whether a state is what these updates make. */
  async isSame(updates: readonly Bytes[], state: Bytes): Promise<boolean> {
    const task = this.#nextTask++;
    return (await this.#ask({ op: 'compare', task, updates: [...updates], state })).good;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopWatch?.();
    this.#port?.end();
    for (const task of this.#tasks) task.settle(BAD);
    this.#tasks = [];
  }

  #ask(message: Task['message']): Promise<Answer> {
    if (this.#closed) return Promise.resolve(BAD);
    const limitMs = message.op === 'judge' ? ENTRY_MS : WHOLE_MS;
    return new Promise((settle) => {
      this.#tasks = [...this.#tasks, { message, limitMs, settle }];
      this.#running().post(message);
      if (this.#tasks.length === 1) this.#watch();
    });
  }

  #running(): DecodePort {
    this.#port ??= this.#start((data) => this.#hear(data));
    return this.#port;
  }

  #hear(data: unknown): void {
    const { task: id, ...answer } = v.parse(FromDecoder, data);
    const [task, ...others] = this.#tasks;
    if (task?.message.task !== id) return; // of a worker that was ended, or made up
    const { message } = task;
    // Kept here and at once, so that a worker begun anew never lacks what counted.
    if (message.op === 'judge' && answer.good) this.#good.get(message.doc)?.push(message.update);
    this.#next(others);
    task.settle(answer);
  }

  #next(tasks: readonly Task[]): void {
    this.#tasks = tasks;
    this.#stopWatch?.();
    this.#stopWatch = undefined;
    if (tasks.length > 0) this.#watch();
  }

  #watch(): void {
    const [task] = this.#tasks;
    if (task === undefined) return;
    this.#stopWatch = this.#timers.after(task.limitMs, () => this.#beginAnew());
  }

  /** The first task hangs: whatever it was about is bad. Everything else is done again by a fresh worker. */
  #beginAnew(): void {
    const [culprit, ...others] = this.#tasks;
    this.#port?.end();
    this.#port = undefined;
    const port = this.#running();
    const begins = [...this.#good].map(([doc, updates]) => this.#beginning(doc, updates));
    const tasks = [...begins, ...others];
    for (const { message } of tasks) port.post(message);
    this.#next(tasks);
    culprit?.settle(BAD);
  }

  #beginning(doc: number, updates: readonly Bytes[]): Task {
    const message = { op: 'begin' as const, task: this.#nextTask++, doc, updates: [...updates] };
    return { message, limitMs: WHOLE_MS, settle: () => undefined };
  }
}
