import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The numbered requirements of the customer's documents: R1 to R149. */
const COUNT = 149;

/**
 * Those that no test names yet, and why. A requirement whose last test goes must be put back under test, not
 * on this list: it may only become shorter.
 */
const untested: ReadonlyMap<number, string> = new Map([
  ...why(
    'how the product is built; shown by tests that do not name it, or by the browser it runs in',
    [123, 124, 130],
  ),
  ...why(
    'whom an operator’s machine may talk to and what is agreed with others is not the program’s',
    [111, 113],
  ),
  ...why('a habit of who runs and builds it, no behaviour of the program', [134]),
  ...why('decided by the operator’s own set-up, as certificates and logs of other programs', [125]),
  ...why('a telephony item, met by leaving it out', [140, 146, 147]),
]);
/** How many there were when the list was last made shorter. */
const MOST = 10;

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Requirements named in brackets in the title of a test: `[R54]`, `[R43, R89]`, `[R4 to R9]`. */
function tested(): ReadonlySet<number> {
  const found = new Set<number>();
  const files = ['tests', 'server/src', 'web/src', 'shared/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:test|spec)\.ts$/u.test(path))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
  for (const text of files) {
    for (const [, tags = ''] of text.matchAll(/\[((?:[A-Z]+-?\d+(?:, | to |,)?)+)\]/gu)) {
      for (const [, from, to = from] of tags.matchAll(/\bR(\d+)(?: to R(\d+))?/gu)) {
        for (let at = Number(from); at <= Number(to); at++) found.add(at);
      }
    }
  }
  return found;
}

function why(reason: string, numbers: readonly number[]): [number, string][] {
  return numbers.map((number) => [number, reason]);
}

const named = tested();
const all = Array.from({ length: COUNT }, (_, at) => at + 1);

it('every requirement is named in the title of a test, or stands on the list with its reason', () => {
  const missing = all.filter((number) => !named.has(number) && !untested.has(number));
  expect(missing.map((number) => `R${String(number)}`)).toEqual([]);
});

it('the list of those that are not becomes no longer', () => {
  expect(untested.size).toBeLessThanOrEqual(MOST);
  expect([...untested.keys()].filter((number) => number < 1 || number > COUNT)).toEqual([]);
});

it('names in titles are names of requirements', () => {
  expect([...named].filter((number) => number < 1 || number > COUNT)).toEqual([]);
});
