import { expect, it } from 'vitest';
import type { VaultValue } from '../vault/kinds.ts';
import { PeopleShelf } from './Shelf.ts';
import { matches, ranked, suggest } from './suggest.ts';
import * as v from 'valibot';

const now = Date.UTC(2026, 10, 22);
const day = 24 * 3_600_000;
const known = (name: string, uses: number, days: number) => ({
  name,
  address: `${name.toLowerCase().replace(/\W+/gu, '.')}@hallwerk.example`,
  uses,
  usedAt: now - days * day,
});

it('[R32] offers who is written to often and lately, and nobody before the first letter', () => {
  const people = [known('Jo Old', 20, 400), known('Jo Often', 9, 3), known('Jo New', 1, 0)];
  const without = new Set<string>();
  expect(suggest(people, 'jo', { now, without }).map(({ name }) => name)).toEqual([
    'Jo Often',
    'Jo New',
    'Jo Old',
  ]);
  expect(suggest(people, ' ', { now, without })).toEqual([]);
  expect(suggest(people, 'jo', { now, without: new Set([people[1]?.address ?? '']) })).toHaveLength(
    2,
  );
  expect(ranked(people, now)[0]?.name).toBe('Jo Often');
});

it('finds words of a name from their beginning, without accents, and addresses', () => {
  const tomas = { name: 'Tomás Quirin-Ávila', address: 't.quirin@hallwerk.example' };
  const typed = ['tomas', 'QUIRIN', 'avi', 'tom qui', 't.qui', 'omas', 'hallwerk', 'x'];
  expect(typed.map((text) => matches(tomas, text))).toEqual([
    ...[true, true, true, true, true],
    ...[false, false, false],
  ]);
});

it('[T27] keeps no name in the vault that a mail could be broken with', () => {
  const shelf = (name: string): VaultValue<'people'> => ({
    format: 1,
    people: [{ ...known('Jo', 1, 1), name }],
  });
  expect(v.is(PeopleShelf, shelf('Jo New'))).toBe(true);
  expect(v.is(PeopleShelf, shelf('Jo\r\nBcc: x'))).toBe(false);
  expect(v.is(PeopleShelf, shelf('J'.repeat(161)))).toBe(false);
});
