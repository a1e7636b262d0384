import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** What takes the place of which part of the product. */
const STAND_INS = {
  /** No transforms at all. */
  plain: { part: 'FrameCryptor', by: 'PlainCryptor.ts' },
  /** Transforms that let frames pass as they are: the browser's own price of having any. */
  identity: { part: 'FramePipes', by: 'IdentityPipes.ts' },
} as const;

const configurationFor = (kind: BenchClient): string => `import { mergeConfig } from 'vite';
import product from './vite.config.ts';

const plainFrames = {
  name: '${kind}-frames',
  enforce: 'pre',
  resolveId: (id) => (/\\/${STAND_INS[kind].part}\\.ts$/.test(id) ? ${JSON.stringify(join(import.meta.dirname, STAND_INS[kind].by))} : null),
};
export default mergeConfig(product, { plugins: [plainFrames], worker: { plugins: () => [plainFrames] } });
`;

export type BenchClient = keyof typeof STAND_INS;

export interface BuiltClient {
  readonly webDir: string;
  remove(): void;
}

/**
 * Builds the web client with one part of it replaced, in a copy of the tree. The replacement is written
 * into the copy's own Vite configuration; the product's has no switch for it.
 */
export function buildBenchClient(kind: BenchClient): BuiltClient {
  const copy = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  const web = join(copy, 'web');
  const generated = ['build', '.svelte-kit', 'node_modules'].map((name) => join(ROOT, 'web', name));
  cpSync(join(ROOT, 'web'), web, {
    recursive: true,
    filter: (path) => !generated.includes(path),
  });
  for (const name of [
    'shared',
    'node_modules',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    symlinkSync(join(ROOT, name), join(copy, name));
  }
  writeFileSync(join(web, 'bench.config.ts'), configurationFor(kind));
  const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
  execFileSync(bin('svelte-kit'), ['sync'], { cwd: web, stdio: 'ignore' });
  execFileSync(bin('vite'), ['build', '--config', 'bench.config.ts'], {
    cwd: web,
    stdio: 'ignore',
  });
  return {
    webDir: join(web, 'build'),
    remove: () => rmSync(copy, { recursive: true, force: true }),
  };
}
