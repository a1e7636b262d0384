import { describe, expect, it } from 'vitest';
import { shortAddress } from './shortAddress.ts';

describe('shortAddress', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['2001:db8:85a3:1:2:8a2e:370:7334', '2001:db8:85a3::'],
    ['2001:db8::7334', '2001:db8:0::'],
    ['2001::7334', '2001:0:0::'],
    ['::1', '0:0:0::'],
    ['::', '0:0:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    ['64:ff9b::203.0.113.77', '64:ff9b:0::'],
    ['1:2:3:4:5:6:203.0.113.77', '1:2:3::'],
  ])('[R149] cuts %s to its network', (address, network) => {
    expect(shortAddress(address)).toBe(network);
  });

  it('leaves it whole for the security log', () => {
    expect(shortAddress('203.0.113.77', true)).toBe('203.0.113.77');
    expect(shortAddress('fe80::1%eth0', true)).toBe('fe80::1');
  });

  it.each(['', 'localhost', '203.0.113', 'mara@hallwerk.example', '1.2.3.4.5', ':::'])(
    'takes %j for no address',
    (text) => {
      expect(shortAddress(text)).toBeUndefined();
      expect(shortAddress(text, true)).toBeUndefined();
    },
  );
});
