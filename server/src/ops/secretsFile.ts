import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { Secret } from '@conclave/shared/Secret';
import type { Config } from '../config.ts';

/** What the server knows and a stolen database does not. */
export interface Secrets {
  /** Authenticates short-lived things the server hands out. */
  readonly session: Secret<string>;
  /** Mixed into hashes of passwords and of guessable values. */
  readonly pepper: Secret<string>;
}

const Stored = v.strictObject({ session: v.string(), pepper: v.string() });

/** From the environment; what it does not give is generated once into DATA_DIR/secrets.json. */
export function loadSecrets({ secrets, dataDir }: Config): Secrets {
  const { session, pepper } = secrets;
  if (session && pepper) return { session, pepper };
  const stored = readOrCreate(dataDir);
  return {
    session: session ?? new Secret(stored.session),
    pepper: pepper ?? new Secret(stored.pepper),
  };
}

/**
 * Replaces the session secret in DATA_DIR/secrets.json; servers take it at their next start. The pepper
 * is not replaced: all that was hashed with it would fit no more.
 */
export function rotateSessionSecret(dataDir: string): void {
  const stored = readOrCreate(dataDir);
  const file = join(dataDir, 'secrets.json');
  const fresh = `${file}.new`;
  const text = JSON.stringify({ ...stored, session: randomSecret() });
  // Whole or not at all: half a file would lock everybody out.
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  renameSync(fresh, file);
}

function readOrCreate(dataDir: string): v.InferOutput<typeof Stored> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'secrets.json');
  const fresh = { session: randomSecret(), pepper: randomSecret() };
  try {
    // `wx` never overwrites: losing the pepper would lock everybody out.
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx', flush: true });
    return fresh;
  } catch (error) {
    if (!(error instanceof Error && Reflect.get(error, 'code') === 'EEXIST')) throw error;
    return v.parse(Stored, JSON.parse(readFileSync(file, 'utf8')));
  }
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
