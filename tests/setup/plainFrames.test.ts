import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const MARK = 'conclave-bench-plain-frames';

function textsUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs|js|svelte|html)$/.test(entry.name))
    .filter(({ parentPath }) => !parentPath.includes('node_modules'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

it('the client without encryption, which a bench builds, is not in the product', () => {
  // The mark is in what the bench puts in, so that looking for it can find something.
  expect(textsUnder('tests/bench/plain').filter((text) => text.includes(MARK))).toHaveLength(2);
  const product = [...textsUnder('web/build'), ...textsUnder('web/src')];
  expect(product.length).toBeGreaterThan(100);
  expect(product.filter((text) => text.includes(MARK))).toEqual([]);
  // Nor can a switch of the product's own configuration bring it in.
  const configuration = readFileSync(join(ROOT, 'web/vite.config.ts'), 'utf8');
  expect(configuration).not.toMatch(/PlainCryptor|tests\/bench|process\.env/);
});
