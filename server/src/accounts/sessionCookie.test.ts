import { expect, it } from 'vitest';
import { sessionToken } from './sessionCookie.ts';

const token = 'T'.repeat(43);
const name = '__Host-session';

it('finds the token among other cookies', () => {
  expect(sessionToken(`a=1; ${name}=${token}; b=2`, name)).toBe(token);
  expect(sessionToken(`${name}=${token}`, name)).toBe(token);
});

it.each([
  ['no cookies', undefined],
  ['another cookie', `session=${token}`],
  ['a cookie whose name ends like it', `x${name}=${token}`],
  ['two of the name: one was planted', `${name}=${token}; ${name}=${'U'.repeat(43)}`],
  ['something too short', `${name}=abc`],
  ['something too long', `${name}=${token}x`],
  ['quotes', `${name}="${token}"`],
])('finds none in %s', (_what, header) => {
  expect(sessionToken(header, name)).toBeUndefined();
});
