import { describe, expect, it } from 'vitest';
import { cleanAddress } from './cleanAddress.ts';

const clean = '/m/4dYVwJ0i#0g3w-abc';

describe('[L-3] a meeting’s address for another browser', () => {
  it.each([
    ['is left as it came', '/m/4dYVwJ0i', '#0g3w-abc'],
    ['has its # back where a gateway encoded it', '/m/4dYVwJ0i%230g3w-abc', ''],
    ['has it back where two did', '/m/4dYVwJ0i%25230g3w-abc', ''],
    ['has it back behind a slash', '/m/4dYVwJ0i/%230g3w-abc', ''],
    ['drops a fragment that came behind it', '/m/4dYVwJ0i%230g3w-abc', '#top'],
  ])('%s', (_what, pathname, hash) => {
    expect(cleanAddress({ pathname, hash })).toBe(clean);
  });

  it('without a code stays without one', () => {
    expect(cleanAddress({ pathname: '/m/4dYVwJ0i', hash: '' })).toBe('/m/4dYVwJ0i');
  });
});
