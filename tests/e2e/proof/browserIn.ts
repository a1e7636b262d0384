import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program that starts another one in a network namespace. */
export interface BrowserProgram {
  readonly path: string;
  remove(): void;
}

/** Makes a program that starts the browser in the network of this name. */
export function browserIn(network: string, browser: string): BrowserProgram {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-beyond-'));
  const path = join(folder, 'browser');
  const script = `#!/bin/sh\nexec ip netns exec ${network} ${browser} "$@"\n`;
  writeFileSync(path, script, { mode: 0o755 });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
