import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finishBuild } from '../../web/finishBuild.mjs';

let out: string;

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'conclave-build-'));
  await mkdir(join(out, '_app/immutable'), { recursive: true });
});

afterEach(() => rm(out, { recursive: true }));

const page = (inside: string): Promise<void> =>
  writeFile(join(out, '200.html'), `<!doctype html><body>${inside}</body>`);

async function theOnlyScript(): Promise<string> {
  const [name = ''] = (await readdir(join(out, '_app/immutable'))).filter((file) =>
    file.endsWith('.js'),
  );
  return name;
}

it('moves the inline start script to a file whose name is its hash', async () => {
  await page('<script>\n\t\tstart();\n\t</script>');
  await finishBuild(out);
  const name = await theOnlyScript();
  const script = await readFile(join(out, '_app/immutable', name), 'utf8');
  expect(script).toBe('start();\n');
  expect(name).toBe(
    `start.${createHash('sha256').update('start();').digest('hex').slice(0, 16)}.js`,
  );
  expect(await readFile(join(out, '200.html'), 'utf8')).toBe(
    `<!doctype html><body><script src="/_app/immutable/${name}"></script></body>`,
  );
});

it('lists the SHA-256 of every file as it is delivered', async () => {
  await page('<script>start();</script>');
  await writeFile(join(out, 'icon.svg'), '<svg/>');
  await finishBuild(out);
  const sums: unknown = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
  const sum = async (file: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(join(out, file)))
      .digest('hex');
  const script = `_app/immutable/${await theOnlyScript()}`;
  expect(sums).toEqual({
    '/200.html': await sum('200.html'),
    [`/${script}`]: await sum(script),
    '/icon.svg': await sum('icon.svg'),
  });
});

it('lays a compressed copy beside what compresses', async () => {
  await page('<script>start();</script>');
  await finishBuild(out);
  const copy = await readFile(join(out, '200.html.br'));
  expect(brotliDecompressSync(copy)).toEqual(await readFile(join(out, '200.html')));
});

it.each([
  '<p style="color: red">',
  '<script type="module">x()</script>',
  '<a onclick="x()">',
  '<style>',
])('refuses a page with %s, which the content policy would block', async (markup) => {
  await page(markup);
  await expect(finishBuild(out)).rejects.toThrow(/inline/);
});
