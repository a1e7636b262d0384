import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Arrivals, NAME_WITHIN_MS } from './Arrivals.ts';

const id = (n: number): ParticipantId =>
  v.parse(ParticipantId, toBase64Url(new Uint8Array(16).fill(n)));
const [ilse, yuki] = [id(1), id(2)];

describe('[R66] who came in', () => {
  it('is announced when the name is known, and once', () => {
    const arrivals = new Arrivals();
    arrivals.came(ilse, 0);
    expect(arrivals.take(300, () => false)).toEqual([]);
    expect(arrivals.take(600, (who) => who === ilse)).toEqual([ilse]);
    expect(arrivals.take(900, () => true)).toEqual([]);
  });

  it('is announced without a name in the end', () => {
    const arrivals = new Arrivals();
    arrivals.came(ilse, 0);
    arrivals.came(yuki, 500);
    expect(arrivals.take(NAME_WITHIN_MS - 1, () => false)).toEqual([]);
    expect(arrivals.take(NAME_WITHIN_MS, () => false)).toEqual([ilse]);
    expect(arrivals.take(NAME_WITHIN_MS + 500, () => false)).toEqual([yuki]);
  });

  it('and left before that is not spoken of at all', () => {
    const arrivals = new Arrivals();
    arrivals.came(ilse, 0);
    expect(arrivals.left(ilse)).toBe(false);
    expect(arrivals.take(NAME_WITHIN_MS, () => true)).toEqual([]);
    expect(arrivals.left(yuki)).toBe(true);
  });
});
