import type { Bytes } from '@conclave/shared/bytes';
import { MAX_UPDATE_BYTES } from '@conclave/shared/limits';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as Y from 'yjs';
import { VirtualTimers } from '../../../../../tests/support/VirtualTimers.ts';
import { personId } from '../../../../../tests/support/LinkedDocument.ts';
import { PageDocument } from './PageDocument.ts';
import { splitUpdate } from './splitUpdate.ts';

/** The provider takes the clock for its own when it is loaded: this one can be put forward. */
const clock = vi.hoisted(() => {
  const own = { aheadMs: 0 };
  const now = Date.now.bind(Date);
  Date.now = () => now() + own.aheadMs;
  return own;
});

interface Page {
  readonly page: PageDocument;
  readonly written: Bytes[];
  readonly signalled: Bytes[];
  readonly timers: VirtualTimers;
}

function open(clientId: number): Page {
  const timers = new VirtualTimers();
  const written: Bytes[] = [];
  const signalled: Bytes[] = [];
  const page = new PageDocument(
    {
      write: (update) => written.push(update),
      signal: (awareness) => signalled.push(awareness),
      restorePoints: () => Promise.resolve([]),
      at: () => Promise.resolve([]),
      beginAnew: () => Promise.resolve(),
      isGateReady: true,
      holds: () => false,
      holdsPointer: () => false,
      holding: () => undefined,
      authorElsewhere: (id) => (id === 9 ? personId('Yuki') : undefined),
    },
    clientId,
    timers,
  );
  onTestFinished(() => page.close());
  return { page, written, signalled, timers };
}

async function opened(clientId: number, past: readonly Bytes[] = []): Promise<Page> {
  const one = open(clientId);
  for (const update of past) one.page.hearContent(update);
  one.page.hearOpened();
  await Promise.resolve();
  await Promise.resolve();
  return one;
}

function updateOf(clientId: number, text: string): Bytes {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getText('text').insert(0, text);
  return new Uint8Array(Y.encodeStateAsUpdate(doc));
}

describe('a document on a page', () => {
  it('knows who points from the other documents, and takes nobody’s writing from there', async () => {
    const { page } = await opened(1);
    page.hearAuthor(7, personId('Mara'));
    const handle = page.handle();
    expect([7, 9, 8].map((id) => handle.pointerOf?.(id))).toEqual([
      personId('Mara'),
      personId('Yuki'),
      undefined,
    ]);
    expect(handle.authorOf(9)).toBeUndefined();
  });

  it('[R53] says whose entry a change is while it comes, also of a deletion, and of the past nothing', async () => {
    const other = new Y.Doc();
    other.clientID = 2;
    other.getText('text').insert(0, 'past');
    const { page } = await opened(1, [new Uint8Array(Y.encodeStateAsUpdate(other))]);
    const told: unknown[] = [];
    page.doc.on('afterTransaction', ({ deleteSet }) =>
      told.push([page.changedBy, deleteSet.clients.size]),
    );
    const yuki = personId('yuki');
    other.on('update', (update: Uint8Array) => {
      page.hearContent(new Uint8Array(update), { by: yuki, generation: 1, position: 1 });
    });
    other.getText('text').delete(0, 4);
    page.doc.getText('text').insert(0, 'own');
    expect(told).toEqual([
      [yuki, 1],
      [undefined, 0],
    ]);
  });

  it('shows the past when all of it is there, and says nothing of it again', async () => {
    const { page, written, timers } = await opened(1, [updateOf(2, 'past')]);
    expect(page.doc.getText('text').toJSON()).toBe('past');
    page.hearContent(updateOf(3, 'now '));
    timers.runNext();
    expect(page.doc.getText('text').length).toBe(8);
    expect(written).toEqual([]);
  });

  it('writes what is typed within a moment as one entry, and at once when the page goes', async () => {
    const { page, written, timers } = await opened(1);
    for (const letter of 'agreed') page.doc.getText('text').insert(0, letter);
    expect(written).toEqual([]);
    timers.runNext();
    expect(written).toHaveLength(1);
    page.doc.getText('text').insert(0, 'not ');
    page.flush();
    expect(written).toHaveLength(2);
    const doc = new Y.Doc();
    for (const update of written) Y.applyUpdate(doc, update);
    expect(doc.getText('text').toJSON()).toBe('not deerga');
  });

  it('writes what was written before the past was there', async () => {
    const { page, written, timers } = open(1);
    page.doc.getText('text').insert(0, 'early');
    page.hearContent(updateOf(2, 'past '));
    page.hearOpened();
    await Promise.resolve();
    await Promise.resolve();
    timers.runNext();
    expect(written.map((update) => Y.decodeUpdate(update).structs[0]?.id.client)).toEqual([1]);
  });

  it('[E-5] is saved no more from the letter on, until the worker speaks of it as well', async () => {
    const { page, written, timers } = await opened(1);
    page.hearState({ kind: 'saved' });
    const shown: string[] = [];
    page.onChange(() => shown.push(page.saveState.kind));
    page.doc.getText('text').insert(0, 'a');
    page.doc.getText('text').insert(1, 'b');
    expect(shown).toEqual(['saving']);
    timers.runNext();
    expect(written).toHaveLength(1);
    // Of what was written before.
    page.hearState({ kind: 'saved' });
    expect(page.saveState).toEqual({ kind: 'saving', waiting: 1 });
    page.hearState({ kind: 'saving', waiting: 1 });
    page.hearTaken();
    expect(page.saveState).toEqual({ kind: 'saving', waiting: 1 });
    page.hearState({ kind: 'saved' });
    expect(page.saveState).toEqual({ kind: 'saved' });
    page.doc.getText('text').delete(0, 2);
    expect(page.saveState).toEqual({ kind: 'saving', waiting: 1 });
  });

  it('[E-5] counts what it holds among what is not sent, and hides no other state by it', async () => {
    const { page } = await opened(1);
    page.doc.getText('text').insert(0, 'a');
    for (const kind of ['offline', 'refused', 'saving'] as const) {
      page.hearState({ kind, waiting: 2 });
      expect(page.saveState).toEqual({ kind, waiting: 3 });
    }
    for (const kind of ['opening', 'stopped'] as const) {
      page.hearState({ kind });
      expect(page.saveState).toEqual({ kind });
    }
  });

  it('[E-5] says nothing is saved that was deleted while the provider had no socket, and tells it to the next one', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
      clock.aheadMs = 0;
    });
    const { page, written, timers } = await opened(1, [updateOf(2, 'past')]);
    page.hearState({ kind: 'saved' });
    // Its heart beats on timers of their own, which stand still: the provider takes it for dead.
    clock.aheadMs = 31_000;
    await vi.advanceTimersByTimeAsync(3_000);
    page.doc.getText('text').delete(0, 4);
    expect(page.saveState.kind).toBe('saving');
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    while ((timers.next ?? Infinity) < 100) timers.runNext();
    const other = new Y.Doc();
    for (const update of [updateOf(2, 'past'), ...written]) Y.applyUpdate(other, update);
    expect(other.getText('text').toJSON()).toBe('');
    written.forEach(() => page.hearTaken());
    expect(page.saveState.kind).toBe('saved');
  });

  it('[A-3] keeps its client id when its own content comes from outside', async () => {
    const { page } = await opened(1);
    page.hearContent(updateOf(1, 'of this tab, before'));
    expect(page.doc.clientID).toBe(1);
  });

  it('[V-22] tells where it points, and of others nothing', async () => {
    const [one, other] = [await opened(1), await opened(2)];
    one.page.handle();
    one.page.awareness.setLocalStateField('cursor', 4);
    one.timers.runNext();
    expect(one.signalled).toHaveLength(1);
    other.page.hearAwareness(one.signalled[0] ?? new Uint8Array());
    expect(other.page.awareness.getStates().get(1)).toEqual({ cursor: 4 });
    other.page.hearAwareness(Uint8Array.of(9, 9, 9));
    expect(other.page.awareness.getStates().get(1)).toEqual({ cursor: 4 });
  });

  it('[V-22] says where it points to who is new, and not each time that somebody else moves', async () => {
    const [one, other] = [await opened(1), await opened(2)];
    /** What the other one has told of itself, when all that was to be told is. */
    const told = (): number => {
      while ((other.timers.next ?? Infinity) < 1_000) other.timers.runNext();
      return other.signalled.length;
    };
    const move = (to: number): void => {
      one.page.awareness.setLocalStateField('cursor', to);
      one.timers.runNext();
      other.page.hearAwareness(one.signalled.at(-1) ?? new Uint8Array());
    };
    other.page.handle();
    expect(told()).toBe(1);
    one.page.handle();
    move(1);
    expect(told()).toBe(2);
    for (let to = 2; to < 20; to++) {
      move(to);
      expect(told()).toBe(2);
    }
    expect(other.page.awareness.getStates().get(1)).toEqual({ cursor: 19 });
  });
});

describe('an update that is too large for one entry', () => {
  it('[E-2] goes in parts that make the same document, and cuts no letter in two', () => {
    const doc = new Y.Doc();
    doc.getText('text').insert(0, '\u{1f600}ab'.repeat(300_000));
    doc.getText('text').delete(10, 20);
    doc.getArray('list').push([...Array(50).keys()]);
    const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
    const parts = splitUpdate(update, MAX_UPDATE_BYTES);
    if (parts === undefined) throw new Error('can be cut');
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(MAX_UPDATE_BYTES);
    const again = new Y.Doc();
    for (const part of parts) Y.applyUpdate(again, part);
    expect(again.getText('text').toJSON()).toBe(doc.getText('text').toJSON());
    expect(again.getArray('list').toJSON()).toEqual(doc.getArray('list').toJSON());
  });

  it('is refused when one thing in it is too large by itself', () => {
    const doc = new Y.Doc();
    doc.getArray('list').push(['x'.repeat(MAX_UPDATE_BYTES)]);
    const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
    expect(splitUpdate(update, MAX_UPDATE_BYTES)).toBeUndefined();
  });
});
