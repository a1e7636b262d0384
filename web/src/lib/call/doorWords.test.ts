import { expect, it } from 'vitest';
import { wayIn, type Arrival } from './doorWords.ts';

const guest: Arrival = { door: 'greeted', mayStart: false, waitsForHost: false, via: 'copied' };

it.each<[string, Partial<Arrival>, string]>([
  ['a mailed link at a greeted door knocks', { via: 'mailed' }, 'knock'],
  ['an exposed link at a greeted door knocks', { via: 'exposed' }, 'knock'],
  ['a copied link at a greeted door is let in', {}, 'join'],
  ['every link at a guarded door waits for host or deputy', { door: 'guarded' }, 'knockHost'],
  ['an open door lets in', { door: 'open', via: 'mailed' }, 'join'],
  ['the host opens', { mayStart: true, waitsForHost: true, via: undefined }, 'start'],
  ['the host walks into a running meeting', { door: 'guarded', mayStart: true }, 'join'],
  ['who comes back walks in', { door: 'guarded', via: undefined }, 'join'],
  ['a guest who is early still comes in the same way', { waitsForHost: true }, 'join'],
])('%s', (_what, more, way) => {
  expect(wayIn({ ...guest, ...more })).toBe(way);
});
