/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { pointerOf } from '../documents/pointerOf.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';

/** So long after the last key somebody counts as typing. */
const TYPING_MS = 4_000;
/** How often others are told; every key would be one message to everybody. */
const TELL_EVERY_MS = 2_000;

const State = v.object({ typing: v.strictObject({ count: v.pipe(v.number(), v.safeInteger()) }) });

/** Who is writing to everyone just now. Messages to one person give no hint. */
export class Typing {
  readonly #self: ParticipantId;
  #document: SharedDocument;
  #stop: () => void = () => undefined;
  readonly #ends = new Map<number, ReturnType<typeof setTimeout>>();
  readonly #counts = new Map<number, number>();
  #typing = $state.raw<ReadonlySet<number>>(new Set());
  #count = 0;
  #told = false;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(document: SharedDocument, self: ParticipantId) {
    this.#document = document;
    this.#self = self;
    this.#listen();
  }

  /** [E-6, P-13] The chat goes on as another document. */
  follow(document: SharedDocument): void {
    this.close();
    this.#document = document;
    this.#listen();
  }

  get people(): ParticipantId[] {
    const people = [...this.#typing].map((client) => pointerOf(this.#document, client));
    return [...new Set(people.filter((by) => by !== undefined && by !== this.#self))].filter(
      (by) => by !== undefined,
    );
  }

  /** This person pressed a key. */
  type(): void {
    if (this.#told) return;
    this.#told = true;
    this.#count += 1;
    this.#document.awareness.setLocalStateField('typing', { count: this.#count });
    this.#quiet = setTimeout(() => (this.#told = false), TELL_EVERY_MS);
  }

  /** It was sent, or thrown away. */
  rest(): void {
    clearTimeout(this.#quiet);
    this.#told = false;
    if (this.#document.awareness.getLocalState()?.['typing'] === undefined) return;
    this.#document.awareness.setLocalStateField('typing', undefined);
  }

  close(): void {
    this.rest();
    this.#stop();
    for (const end of this.#ends.values()) clearTimeout(end);
    this.#ends.clear();
    this.#counts.clear();
    this.#typing = new Set();
  }

  #listen(): void {
    const { awareness } = this.#document;
    const changed = (): void => this.#read();
    awareness.on('change', changed);
    this.#stop = (): void => awareness.off('change', changed);
    this.#read();
  }

  #read(): void {
    const states = this.#document.awareness.getStates();
    for (const client of this.#typing) if (!states.has(client)) this.#end(client);
    for (const [client, state] of states) {
      const parsed = v.safeParse(State, state);
      if (!parsed.success) this.#end(client);
      else this.#hear(client, parsed.output.typing.count);
    }
  }

  /** Only a new count is a key pressed: others' cursors move without anybody typing. */
  #hear(client: number, count: number): void {
    if (this.#counts.get(client) === count) return;
    this.#counts.set(client, count);
    clearTimeout(this.#ends.get(client));
    this.#ends.set(
      client,
      setTimeout(() => this.#end(client), TYPING_MS),
    );
    this.#typing = new Set([...this.#typing, client]);
  }

  #end(client: number): void {
    clearTimeout(this.#ends.get(client));
    this.#ends.delete(client);
    if (this.#typing.has(client))
      this.#typing = new Set([...this.#typing].filter((each) => each !== client));
  }
}
