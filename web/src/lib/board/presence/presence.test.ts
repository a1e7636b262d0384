import * as v from 'valibot';
import { ParticipantId } from '@conclave/shared/ids';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Presence } from './Presence.ts';
import { MAX_LIVE_NUMBERS } from './schema.ts';
import { pointsOf, thin } from './thin.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const somebody = v.parse(ParticipantId, 'A'.repeat(22));

function presenceOn(awareness: Awareness): Presence {
  return new Presence({
    awareness,
    authorOf: (id) => (id === 7 ? somebody : undefined),
    onChange: () => undefined,
  });
}

/** Another browser, which says what it is told to. */
function otherBrowser(awareness: Awareness, clientId = 7): (board: unknown) => void {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const other = new Awareness(doc);
  return (board) => {
    other.setLocalState({ board });
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [clientId]), 'test');
  };
}

describe('what the others show', () => {
  it('is named as the log proves', () => {
    const awareness = new Awareness(new Y.Doc());
    const presence = presenceOn(awareness);
    const say = otherBrowser(awareness);
    say({ page: 'first', cursor: [1, 2] });
    expect(presence.others).toEqual([
      { page: 'first', cursor: [1, 2], clientId: 7, participant: somebody },
    ]);
    presence.close();
    awareness.destroy();
  });

  it('is the same as long as they say nothing new, however the others move', () => {
    const awareness = new Awareness(new Y.Doc());
    const presence = presenceOn(awareness);
    const [draws, moves] = [otherBrowser(awareness), otherBrowser(awareness, 8)];
    const live = { kind: 'pen', color: 'ink', size: 'm' };
    draws({ page: 'first', live: { ...live, points: [1, 2] } });
    const before = presence.others[0]?.live;
    moves({ page: 'first', cursor: [1, 2] });
    expect(presence.others[0]?.live).toBe(before);
    draws({ page: 'first', live: { ...live, points: [1, 2, 3, 4] } });
    expect(presence.others[0]?.live).toEqual({ ...live, points: [1, 2, 3, 4] });
    presence.close();
    awareness.destroy();
  });

  it.each([
    ['no page', { cursor: [1, 2] }],
    ['a place out of this world', { page: 'first', cursor: [1e300, 0] }],
    ['words for a place', { page: 'first', cursor: ['1', 2] }],
    [
      'a stroke without end',
      {
        page: 'first',
        live: { kind: 'pen', color: 'ink', size: 'm', points: Array(MAX_LIVE_NUMBERS + 1).fill(0) },
      },
    ],
    [
      'a colour of its own',
      { page: 'first', live: { kind: 'pen', color: 'url(x)', size: 'm', points: [1, 2] } },
    ],
    ['something more', { page: 'first', html: '<b>' }],
    ['nothing at all', null],
  ])('is not shown with %s', (_, board) => {
    const awareness = new Awareness(new Y.Doc());
    const presence = presenceOn(awareness);
    const say = otherBrowser(awareness);
    say({ page: 'first', cursor: [1, 2] });
    expect(presence.others).toHaveLength(1);
    say(board);
    expect(presence.others).toEqual([]);
    presence.close();
    awareness.destroy();
  });
});

describe('what is told', () => {
  it('goes out at most 30 times a second, the newest last, and nothing twice', () => {
    const awareness = new Awareness(new Y.Doc());
    const presence = presenceOn(awareness);
    const told: unknown[] = [];
    awareness.on('update', () => told.push(awareness.getLocalState()?.['board']));
    for (let at = 0; at < 500; at += 1) {
      presence.tell({ page: 'first', cursor: [at, 0] });
      vi.advanceTimersByTime(2);
    }
    presence.tell({ page: 'first', cursor: [499, 0] });
    vi.advanceTimersByTime(100);
    expect(told.length).toBeLessThanOrEqual(31);
    expect(told.length).toBeGreaterThan(20);
    expect(told.at(-1)).toEqual({ page: 'first', cursor: [499, 0] });
    presence.close();
    expect(awareness.getLocalState()?.['board']).toBeUndefined();
    awareness.destroy();
  });

  it('stays under 16 KB for the longest stroke, and keeps its beginning and end', () => {
    const points = Array.from({ length: 4000 }, (_, at) => ({
      x: -900_000 - at * 3,
      y: 900_000 + at,
    }));
    const numbers = thin(points);
    expect(numbers.length).toBeLessThanOrEqual(MAX_LIVE_NUMBERS);
    expect(JSON.stringify(numbers).length).toBeLessThan(16_000);
    expect(pointsOf(numbers)[0]).toEqual(points[0]);
    expect(pointsOf(numbers).at(-1)).toEqual(points.at(-1));
  });
});
