import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import * as Y from 'yjs';
import { isTooDeep, liesTooDeep } from './nesting.ts';
import { BadUpdateError, readUpdate, type ReadUpdate } from './readUpdate.ts';

/** What an entry may do. */
export interface UpdateRule {
  /** Client ids that count as its author's participant's. */
  readonly clients: readonly number[];
  readonly mayDelete: boolean;
}

/** How much of Yjs' units an update deletes and brings. */
export type Weight = Pick<ReadUpdate, 'deleted' | 'inserted'>;

/** Updates applied since the last whole state, after which a rebuild would take too long. */
const MAX_TAIL = 256;

/** The decode worker's own copy of a document, on which every update is tried before a page sees it. */
export class DecodedDocument {
  #doc = new Y.Doc();
  #base: Bytes | undefined;
  #tail: Bytes[] = [];

  /** Updates that were found good before, or a checkpoint. */
  constructor(updates: readonly Bytes[]) {
    for (const update of updates) this.#apply(update);
    this.#rest();
  }

  /** Applies an update that keeps the rule, and says how much it deletes; else leaves everything as it was. */
  judge(update: Bytes, rule: UpdateRule): Weight | undefined {
    let read: ReadUpdate;
    try {
      read = readUpdate(update);
      if (!this.#keeps(read, rule)) return undefined;
      this.#apply(update);
      if (read.structs.some((struct) => liesTooDeep(this.#doc, struct))) {
        throw new BadUpdateError('too deep');
      }
      if (this.#isWaiting()) throw new BadUpdateError('refers to what is not there');
    } catch {
      // Whatever Yjs makes of what somebody sent, the copy may be half changed by it.
      this.#rebuild();
      return undefined;
    }
    this.#tail.push(update);
    if (this.#tail.length > MAX_TAIL) this.#rest();
    const { deleted, inserted } = read;
    return { deleted, inserted };
  }

  /** The whole document as one update. */
  state(): Bytes {
    return copyBytes(Y.encodeStateAsUpdate(this.#doc));
  }

  #keeps({ structs, deleted }: ReadUpdate, { clients, mayDelete }: UpdateRule): boolean {
    if (deleted > 0 && !mayDelete) return false;
    return structs.every((struct) => {
      if (struct instanceof Y.Skip) return true;
      const { client, clock } = struct.id;
      const isKnown = clock + struct.length <= Y.getState(this.#doc.store, client);
      return (isKnown || clients.includes(client)) && !isTooDeep(struct);
    });
  }

  /** Yjs holds back what refers to something missing; for good here, as nothing comes later. */
  #isWaiting(): boolean {
    const { pendingStructs, pendingDs } = this.#doc.store;
    return pendingStructs !== null || pendingDs !== null;
  }

  #apply(update: Bytes): void {
    Y.applyUpdate(this.#doc, update);
  }

  #rest(): void {
    this.#base = this.state();
    this.#tail = [];
  }

  #rebuild(): void {
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    if (this.#base !== undefined) this.#apply(this.#base);
    for (const update of this.#tail) this.#apply(update);
    this.#rest();
  }
}

/**
 * [P-11] Whether two states are the same document, insertions and deletions. Both are read into fresh
 * documents, so that it does not matter how Yjs happened to cut them.
 */
export function isSameDocument(a: readonly Bytes[], b: readonly Bytes[]): boolean {
  const [first, second] = [canonical(a), canonical(b)];
  return first.length === second.length && first.every((byte, at) => byte === second[at]);
}

function canonical(updates: readonly Bytes[]): Uint8Array {
  const whole = new Y.Doc();
  for (const update of updates) Y.applyUpdate(whole, update);
  const fresh = new Y.Doc();
  Y.applyUpdate(fresh, Y.encodeStateAsUpdate(whole));
  return Y.encodeStateAsUpdate(fresh);
}
