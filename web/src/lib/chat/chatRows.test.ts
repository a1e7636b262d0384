import { describe, expect, it } from 'vitest';
import { chatRows } from './chatRows.ts';
import type { ChatMessage } from './foldChat.ts';
import { RowHeights } from './RowHeights.ts';
import { personId } from '../../../../tests/support/LinkedDocument.ts';

const [ada, bob] = [personId('Ada'), personId('Bob')];

function message(key: string, part: Partial<ChatMessage>): ChatMessage {
  const at = Date.UTC(2026, 10, 24, 10, 8);
  const nothing = { reference: undefined, replyTo: undefined, file: undefined };
  const plain = { text: key, edited: false, deleted: false, reactions: new Map() };
  return { key, by: ada, at, ...nothing, ...plain, ...part };
}

describe('the lines of a chat', () => {
  const minute = Date.UTC(2026, 10, 24, 10, 8);
  const of = (messages: ChatMessage[], newSince?: string): string[] =>
    chatRows(messages, { newSince, offsetMs: 0 }).map((row) =>
      row.kind === 'message' ? `${row.leads ? '* ' : ''}${row.key}` : row.kind,
    );

  it('are grouped by author and minute, and divided by day', () => {
    const next = Date.UTC(2026, 10, 25, 0, 1);
    expect(
      of([
        message('a', {}),
        message('b', { at: minute + 59_000 }),
        message('c', { at: minute + 60_000 }),
        message('d', { at: minute + 60_000, by: bob }),
        message('e', { at: next, by: bob }),
      ]),
    ).toEqual(['day', '* a', 'b', '* c', '* d', 'day', '* e']);
  });

  it('are divided where the new ones begin', () => {
    expect(of([message('a', {}), message('b', {})], 'b')).toEqual(['day', '* a', 'new', '* b']);
  });

  it('begin a day where this browser’s clock does', () => {
    const late = Date.UTC(2026, 10, 24, 23, 30);
    const rows = chatRows([message('a', { at: late - 3_600_000 }), message('b', { at: late })], {
      newSince: undefined,
      offsetMs: 3_600_000,
    });
    expect(rows.map(({ kind }) => kind)).toEqual(['day', 'message', 'day', 'message']);
  });
});

describe('where lines stand', () => {
  const rows = (count: number): { key: string; kind: 'message' }[] =>
    Array.from({ length: count }, (_, n) => ({ key: `${n}`, kind: 'message' }));

  it('follows from what was measured, and from guesses for the rest', () => {
    const heights = new RowHeights();
    heights.use(rows(3));
    expect([heights.top(0), heights.top(1), heights.total]).toEqual([0, 44, 132]);
    expect(heights.measure(1, 100)).toBe(true);
    expect(heights.measure(1, 100)).toBe(false);
    expect([heights.top(1), heights.top(2), heights.total]).toEqual([44, 144, 188]);
    expect([0, 43, 44, 143, 144, 999].map((y) => heights.indexAt(y))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('stays right when lines are put in before, and when there are none', () => {
    const heights = new RowHeights();
    heights.use(rows(2));
    heights.measure(0, 10);
    expect(heights.total).toBe(54);
    heights.use([{ key: 'x', kind: 'message' }, ...rows(2)]);
    expect([heights.top(1), heights.top(2), heights.total]).toEqual([44, 54, 98]);
    heights.use([]);
    expect([heights.total, heights.indexAt(50)]).toEqual([0, 0]);
  });
});
