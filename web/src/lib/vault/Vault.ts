import { RefusedError } from '@conclave/shared/RefusedError';
import type { AccountId } from '@conclave/shared/ids';
import type { OpenerKind, VaultChange, VaultHead } from '@conclave/shared/wire/vaultApi';
import { importAccountKeys, type AccountKeys } from './accountKeys.ts';
import { openItem } from './item.ts';
import { SELF, type VaultKind, type VaultValue } from './kinds.ts';
import { openManifest, shelfDigest, type VaultFloor } from './manifest.ts';
import type { VaultApi } from './VaultApi.ts';
import { passFloor, type VaultFloors } from './VaultFloors.ts';
import type { VaultKeys } from './vaultKeys.ts';
import { VaultRefusal } from './VaultRefusal.ts';
import { editStep, openersStep, type Shelf, type Step, type VaultState } from './VaultState.ts';

/** How often a change is made anew because another device was first, before giving up. */
const MAX_TRIES = 8;

export interface VaultOptions {
  readonly accountId: AccountId;
  readonly keys: VaultKeys;
  readonly api: VaultApi;
  readonly floors: VaultFloors;
  /** What opened it just now; a former password or kit is refused. */
  readonly opener?: { kind: OpenerKind; version: number };
}

export interface VaultEntry<K extends VaultKind> {
  readonly id: string;
  readonly value: VaultValue<K>;
}

/**
 * An account's sealed store, open in this browser. The server keeps it and is trusted with nothing:
 * what it leaves out, swaps, takes from elsewhere or serves again from earlier is refused.
 * Every write is acknowledged after the server's commit. Calls are worked off one by one.
 */
export class Vault {
  readonly accountId: AccountId;
  readonly #options: VaultOptions;
  #state: VaultState;
  #accountKeys: AccountKeys | undefined;
  /** Versions that callers have read: a put over anything else would undo another device's work. */
  readonly #read = new Map<string, number>();
  /** A step whose answer was lost: the next sync finds out whether it was committed. */
  #unanswered: Step | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  /** Why nothing more is asked of this server. */
  #refused: VaultRefusal | undefined;
  #closed = false;

  private constructor(options: VaultOptions, state: VaultState) {
    this.accountId = options.accountId;
    this.#options = options;
    this.#state = state;
  }

  /** Fetches and checks the list of contents and the account's keys. */
  static async open(options: VaultOptions): Promise<Vault> {
    const state = await freshState(options, await askHead(options));
    const { opener } = options;
    if (opener !== undefined && state.manifest.openers[opener.kind] !== opener.version) {
      throw new VaultRefusal('openerOutdated');
    }
    const vault = new Vault(options, state);
    const item = await vault.get('accountKeys', SELF);
    if (item === undefined) throw new VaultRefusal('shelfDoesNotFit');
    vault.#accountKeys = await importAccountKeys(item);
    return vault;
  }

  get accountKeys(): AccountKeys {
    if (this.#accountKeys === undefined) throw new Error('the vault is closed');
    return this.#accountKeys;
  }

  /** All items of a kind as they are on the server now. */
  list<K extends VaultKind>(kind: K): Promise<VaultEntry<K>[]> {
    return this.#inTurn(async () => {
      await this.#sync();
      const items = [...(await this.#shelf(kind)).values()];
      for (const { id, version } of items) this.#read.set(`${kind}/${id}`, version);
      const { accountId, keys } = this.#options;
      return Promise.all(
        items.map(async (item) => {
          return { id: item.id, value: await openItem(keys.items, item, { accountId, kind }) };
        }),
      );
    });
  }

  /** One item as it is on the server now; undefined if there is none. */
  async get<K extends VaultKind>(kind: K, id: string): Promise<VaultValue<K> | undefined> {
    return (await this.list(kind)).find((entry) => entry.id === id)?.value;
  }

  /**
   * Writes an item. Refused with `itemChanged` if another device wrote it since this page read it
   * (or if it exists and this page never did): read again, then decide.
   */
  put<K extends VaultKind>(kind: K, id: string, value: VaultValue<K>): Promise<void> {
    return this.#inTurn(() => this.#write(kind, id, this.#unlessChanged(kind, id, value)));
  }

  /** Removes an item, under the same condition as put. */
  delete(kind: VaultKind, id: string): Promise<void> {
    return this.#inTurn(() => this.#write(kind, id, this.#unlessChanged(kind, id, undefined)));
  }

  /** Writes what `change` makes of the present value, again if another device was first. */
  update<K extends VaultKind>(
    kind: K,
    id: string,
    change: (value: VaultValue<K> | undefined) => VaultValue<K> | undefined,
  ): Promise<void> {
    const { accountId, keys } = this.#options;
    return this.#inTurn(() =>
      this.#write(kind, id, async (shelf) => {
        const item = shelf.get(id);
        if (item === undefined) return change(undefined);
        return change(await openItem(keys.items, item, { accountId, kind }));
      }),
    );
  }

  /**
   * Replaces the password or the kit. `send` gets the opener's new version and the vault's change,
   * and resolves when the server has committed both.
   */
  replaceOpener(
    kind: OpenerKind,
    send: (version: number, change: VaultChange) => Promise<void>,
  ): Promise<void> {
    return this.#inTurn(() =>
      this.#untilFirst(async () => {
        const { openers } = this.#state.manifest;
        const version = openers[kind] + 1;
        const step = await openersStep(this.#state, { ...openers, [kind]: version }, this.#options);
        await this.#commit(step, (change) => send(version, change));
      }),
    );
  }

  /** Forgets the keys. What was under way is still finished. */
  close(): void {
    this.#closed = true;
    this.#accountKeys = undefined;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the vault is closed'));
    const turn = this.#queue.then(async () => {
      if (this.#refused !== undefined) throw this.#refused;
      if (this.#unanswered !== undefined) await this.#sync();
      return work();
    });
    this.#queue = turn.catch((error: unknown) => {
      // The caller hears of every error; a tampering server is not asked again.
      if (error instanceof VaultRefusal && error.isTampering) this.#refused = error;
    });
    return turn;
  }

  #unlessChanged<V>(kind: VaultKind, id: string, value: V): (shelf: Shelf) => V {
    return (shelf) => {
      if (shelf.get(id)?.version !== this.#read.get(`${kind}/${id}`)) {
        throw new VaultRefusal('itemChanged');
      }
      return value;
    };
  }

  #write<K extends VaultKind>(
    kind: K,
    id: string,
    decide: (shelf: Shelf) => VaultValue<K> | undefined | Promise<VaultValue<K> | undefined>,
  ): Promise<void> {
    return this.#untilFirst(async () => {
      const shelf = await this.#shelf(kind);
      const value = await decide(shelf);
      if (value === undefined && !shelf.has(id)) return;
      const step = await editStep(this.#state, { kind, id, value }, this.#options);
      await this.#commit(step, (change) => this.#options.api.change(change));
    });
  }

  async #untilFirst(attempt: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await attempt();
        return;
      } catch (error) {
        if (!(error instanceof RefusedError) || error.code !== 'versionConflict') throw error;
        if (tries === MAX_TRIES) throw error;
        await this.#sync();
      }
    }
  }

  async #commit(step: Step, send: (change: VaultChange) => Promise<void>): Promise<void> {
    this.#unanswered = step;
    try {
      await send(step.change);
    } catch (error) {
      if (error instanceof RefusedError) this.#unanswered = undefined;
      throw error;
    }
    await this.#adopt(step);
  }

  async #adopt({ after, change }: Step): Promise<void> {
    this.#unanswered = undefined;
    this.#state = after;
    for (const { kind, id } of change.puts) this.#read.set(`${kind}/${id}`, after.head.version);
    for (const { kind, id } of change.deletes) this.#read.delete(`${kind}/${id}`);
    await passFloor(after.head, undefined, this.#options);
  }

  async #sync(): Promise<void> {
    const served = await askHead(this.#options);
    const waiting = this.#unanswered;
    if (waiting?.after.head.sealedManifest === served.head.sealedManifest) {
      await this.#adopt(waiting);
      return;
    }
    this.#unanswered = undefined;
    this.#state = await freshState(this.#options, served, this.#state);
  }

  /** The items of a kind, fetched if need be and checked against the list of contents. */
  async #shelf(kind: string): Promise<Shelf> {
    for (let tries = 1; ; tries++) {
      const known = this.#state.shelves.get(kind);
      if (known !== undefined) return known;
      const items = await this.#options.api.items(kind);
      const shelf = new Map(items.map((item) => [item.id, item]));
      if (await this.#fits(kind, shelf)) {
        const shelves = new Map(this.#state.shelves).set(kind, shelf);
        this.#state = { ...this.#state, shelves };
        return shelf;
      }
      // Another device may have written between the two answers; then the vault's version has risen.
      const { version } = this.#state.head;
      await this.#sync();
      if (this.#state.head.version === version || tries === MAX_TRIES) {
        throw new VaultRefusal('shelfDoesNotFit');
      }
    }
  }

  async #fits(kind: string, shelf: Shelf): Promise<boolean> {
    const digest = this.#state.manifest.shelves[kind];
    if (digest === undefined) return shelf.size === 0;
    return digest === (await shelfDigest(shelf.values()));
  }
}

interface Served {
  readonly head: VaultHead;
  /** The newest that this browser had seen before it asked. */
  readonly seen: VaultFloor | undefined;
}

async function askHead({ accountId, api, floors }: VaultOptions): Promise<Served> {
  const seen = await floors.floor(accountId);
  return { seen, head: await api.head() };
}

/** The state the server serves, checked; shelves that have not changed are kept. */
async function freshState(
  options: VaultOptions,
  { head, seen }: Served,
  known?: VaultState,
): Promise<VaultState> {
  if (known?.head.sealedManifest === head.sealedManifest && known.head.version === head.version) {
    return known;
  }
  const manifest = await openManifest(options.keys.manifest, head, options.accountId);
  await passFloor(head, seen, options);
  const same = [...(known?.shelves ?? [])].filter(
    ([kind]) => manifest.shelves[kind] === known?.manifest.shelves[kind],
  );
  return { head, manifest, shelves: new Map(same) };
}
