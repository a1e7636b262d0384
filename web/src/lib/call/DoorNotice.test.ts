import { newRequestId } from '../e2ee/crypto/random.ts';
import type { Knock } from '../e2ee/session/RoomView.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { DoorNotice, type DoorNews } from './DoorNotice.ts';
import { KnockBell } from './KnockBell.ts';

let queue: string[];
let notice: DoorNotice;

beforeEach(() => {
  queue = [];
  notice = new DoorNotice({
    show: ({ name, n }) => queue.push(`${name}, ${n} more`) - 1,
    dismiss: (id) => void (queue[id] = 'gone'),
  });
});

function knockOf(name: string, part: Partial<Knock> = {}): Knock {
  return {
    ...{ name, knockId: newRequestId(), via: 'copied', heldBy: 'lock', mayAnswer: true },
    ...part,
  };
}

function follow(knocks: readonly Knock[], part: Partial<DoorNews> = {}): void {
  notice.follow({ knocks, locked: true, listed: false, ...part });
}

describe('who waits at the locked door', () => {
  it('is told of once, and with the others in one message', () => {
    const [kim, lou] = [knockOf('Kim'), knockOf('Lou')];
    follow([kim]);
    follow([kim]);
    expect(queue).toEqual(['Kim, 0 more']);
    follow([kim, lou]);
    expect(queue).toEqual(['gone', 'Lou, 1 more']);
  });

  it('is no news by knocking again, before the room was unlocked', () => {
    follow([knockOf('Kim')]);
    follow([]);
    follow([knockOf('Kim')]);
    expect(queue).toEqual(['gone']);
    follow([], { locked: false });
    follow([knockOf('Kim')]);
    expect(queue).toEqual(['gone', 'Kim, 0 more']);
  });

  it('is no news to who has the list before them, also afterwards', () => {
    const kim = knockOf('Kim');
    follow([kim], { listed: true });
    follow([kim]);
    expect(queue).toEqual([]);
  });

  it('is not told to who cannot unlock, nor who waits for something else', () => {
    const others = [{ mayAnswer: false }, { heldBy: 'fullRoom' }, { heldBy: null }] as const;
    follow(others.map((part) => knockOf('Kim', part)));
    expect(queue).toEqual([]);
  });

  it('is not heard, until a click is all it takes', () => {
    let rung = 0;
    const bell = new KnockBell(() => (rung += 1));
    const kim = knockOf('Kim');
    bell.follow([kim]);
    expect(rung).toBe(0);
    bell.follow([{ ...kim, heldBy: null }]);
    bell.follow([kim]);
    bell.follow([{ ...kim, heldBy: null }]);
    expect(rung).toBe(1);
  });
});
