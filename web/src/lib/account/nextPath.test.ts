import { expect, it } from 'vitest';
import { nextPath } from './nextPath.ts';

const origin = 'https://meet.example.org';

it('goes back to a page of this site', () => {
  expect(nextPath('/account', origin)).toBe('/account');
  expect(nextPath('/m/abc?x=1#secret', origin)).toBe('/m/abc');
});

it.each([
  null,
  '',
  'account',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('goes to the desk instead of %j', (wanted) => {
  expect(nextPath(wanted, origin)).toBe('/meetings');
});
