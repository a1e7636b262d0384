import { MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import { silentLog } from '../../../tests/support/silentLog.ts';
import type { NodeEntry, NewNode } from '../store/NodeStore.ts';
import { LEASE_MS, ManyNodes, type NodeBook } from './ManyNodes.ts';

const meetingId = v.parse(MeetingId, 'A'.repeat(22));
const unavailable = { name: 'RefusedError', code: 'unavailable' };
const load = { rooms: 0, members: 0, busy: 0 };

/** What the database would say, by hand. */
class HandBook implements NodeBook {
  isSilent = false;
  isNameTaken = false;
  buried = 0;
  draining = new Set<string>();
  readonly entries = new Map<string, NodeEntry>();
  readonly places = new Map<MeetingId, string>();

  put(node: NewNode, change: Partial<NodeEntry> = {}): void {
    const state = { isDraining: false, isAlive: true, taken: 0 };
    this.entries.set(node.run, { ...node, ...load, ...state, ...change });
  }
  register(node: NewNode, takesOver: boolean): Promise<boolean> {
    return this.#answer(() => {
      if (this.isNameTaken && !takesOver) return false;
      this.put(node);
      return true;
    });
  }
  beat(run: string): ReturnType<NodeBook['beat']> {
    return this.#answer(() => {
      const entry = this.entries.get(run);
      return entry && { isDraining: this.draining.has(entry.name) };
    });
  }
  all(): Promise<NodeEntry[]> {
    return this.#answer(() => [...this.entries.values()]);
  }
  buryExpired(): Promise<number> {
    return this.#answer(() => {
      const dead = [...this.entries.values()].filter(({ isAlive }) => !isAlive);
      for (const { run } of dead) this.entries.delete(run);
      for (const [id, run] of this.places) if (!this.entries.has(run)) this.places.delete(id);
      this.buried += dead.length;
      return dead.length;
    });
  }
  leave(run: string): Promise<void> {
    return this.#answer(() => void this.entries.delete(run));
  }
  holder(id: MeetingId): Promise<NodeEntry | undefined> {
    return this.#answer(() => this.entries.get(this.places.get(id) ?? ''));
  }
  take(id: MeetingId, run: string): Promise<string | undefined> {
    return this.#answer(() => {
      const holder = this.places.get(id);
      if (holder !== undefined && holder !== run) return undefined;
      this.places.set(id, run);
      return 'hold';
    });
  }
  release(id: MeetingId): Promise<void> {
    return this.#answer(() => void this.places.delete(id));
  }
  liveElsewhere(): Promise<MeetingId[]> {
    return Promise.resolve([]);
  }
  held(): Promise<MeetingId[]> {
    return Promise.resolve([]);
  }
  setDraining(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async #answer<T>(say: () => T): Promise<T> {
    if (this.isSilent) throw new Error('the database does not answer');
    return Promise.resolve(say());
  }
}

interface World {
  readonly book: HandBook;
  readonly time: ManualTime;
  readonly node: ManyNodes;
  /** How its rooms were closed: as lost or not. */
  readonly handedOver: boolean[];
  /** Names of nodes that say they can work. */
  readonly ready: Set<string>;
}

const other = { run: 'run of b', name: 'b', url: 'http://b', cores: 2 };

/** Node a, beside b unless it is alone, in touch with the database for long enough to bury others. */
async function world({ alone = false } = {}): Promise<World> {
  const book = new HandBook();
  if (!alone) book.put(other);
  const time = new ManualTime();
  const handedOver: boolean[] = [];
  const ready = new Set<string>();
  const node = new ManyNodes({
    ...{ store: book, name: 'a', url: 'http://a', cores: 2, timers: time, log: silentLog },
    monotonic: () => time.now(),
    load: () => load,
    isReady: ({ name }) => Promise.resolve(ready.has(name)),
  });
  await node.start((isLost) => Promise.resolve(void handedOver.push(isLost)));
  await time.pass(LEASE_MS + 2_000);
  return { book, time, node, handedOver, ready };
}

describe('a node among others', () => {
  it('answers nothing before others may begin, when its lease was not renewed', async () => {
    const { book, time, node, handedOver } = await world();
    book.isSilent = true;
    time.advance(LEASE_MS - 1_001);
    expect(node.mayServe).toBe(true);
    time.advance(1);
    expect(node.mayServe).toBe(false);
    expect(handedOver).toEqual([]);
  });

  it('[T02] keeps its rooms while nobody can reach the database, and goes on when it is back', async () => {
    const { book, time, node, handedOver } = await world();
    book.isSilent = true;
    await time.pass(60_000);
    expect(node.mayServe).toBe(false);
    expect(handedOver).toEqual([]);
    book.isSilent = false;
    await time.pass(2_000);
    expect(node.mayServe).toBe(true);
  });

  it('sends its people away when it alone is cut off', async () => {
    const { book, time, handedOver, ready } = await world();
    book.isSilent = true;
    ready.add('b');
    await time.pass(4_000);
    expect(handedOver).toEqual([]);
    await time.pass(4_000);
    expect(handedOver[0]).toBe(true);
  });

  it('goes on during an outage if it knows of no other', async () => {
    const { book, time, node, handedOver } = await world({ alone: true });
    book.isSilent = true;
    await time.pass(60_000);
    expect(node.mayServe).toBe(true);
    expect(handedOver).toEqual([]);
  });

  it('that was buried closes its rooms as lost and begins anew', async () => {
    const { book, time, node, handedOver } = await world();
    const runs = [...book.entries.keys()];
    for (const run of runs) if (run !== other.run) book.entries.delete(run);
    await time.pass(2_000);
    expect(handedOver).toEqual([true]);
    expect([...book.entries.values()].map(({ name }) => name).toSorted()).toEqual(['a', 'b']);
    expect([...book.entries.keys()]).not.toContain(runs.find((run) => run !== other.run));
    expect(node.mayServe).toBe(true);
  });

  it('whose name a newer process has takes nothing, and says that it is not ready', async () => {
    const { book, time, node } = await world();
    for (const run of book.entries.keys()) if (run !== other.run) book.entries.delete(run);
    book.isNameTaken = true;
    await time.pass(4_000);
    expect(node.mayServe).toBe(false);
    await expect(node.check()).rejects.toMatchObject(unavailable);
    book.isNameTaken = false;
    await time.pass(2_000);
    await expect(node.check()).resolves.toBeUndefined();
  });

  it('buries nobody before it was in touch for as long as a lease', async () => {
    const { book, time, node } = await world();
    book.isSilent = true;
    await time.pass(10_000);
    book.isSilent = false;
    book.put(other, { isAlive: false });
    book.places.set(meetingId, other.run);
    await time.pass(4_000);
    expect(await node.pathTo(meetingId, false)).toBe('/n/b/signaling');
    expect(book.buried).toBe(0);
    await time.pass(LEASE_MS);
    expect(book.buried).toBe(1);
    expect(await node.pathTo(meetingId, false)).toBeUndefined();
  });

  it('that drains gives its rooms away once, and takes none while another does', async () => {
    const { book, time, node, handedOver } = await world();
    book.draining.add('a');
    await time.pass(8_000);
    expect(handedOver).toEqual([false]);
    await expect(node.take(meetingId)).rejects.toMatchObject(unavailable);
    await expect(node.check()).rejects.toMatchObject(unavailable);
    expect(await node.pathTo(meetingId, true)).toBe('/n/b/signaling');
    book.draining.delete('a');
    await time.pass(2_000);
    await expect(node.take(meetingId)).resolves.toEqual({ hold: 'hold' });
  });

  it('is where somebody stays who was sent to it, unless the room is elsewhere', async () => {
    const { book, node } = await world();
    expect(await node.pathTo(meetingId, true)).toBeUndefined();
    book.places.set(meetingId, other.run);
    expect(await node.pathTo(meetingId, true)).toBe('/n/b/signaling');
    expect(await node.urlOf(meetingId)).toBe('http://b');
    await expect(node.take(meetingId)).rejects.toMatchObject(unavailable);
  });
});
