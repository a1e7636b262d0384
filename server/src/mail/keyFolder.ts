import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const HOUR_MS = 3_600_000;
/** [M-2] How long browsers seal to one key. Shorter loses less when one is stolen, and wakes the relay more often. */
export const KEY_REPLACED_MS = 24 * HOUR_MS;
/** [M-2] How long the private half lives. What was prepared for later sending is sealed anew before that. */
export const KEY_DESTROYED_MS = 72 * HOUR_MS;

/** A key of the relay, as the name of its file says. */
export interface KeyFile {
  readonly name: string;
  readonly keyId: string;
  readonly createdAt: number;
}

/** The folder of the private halves: of this process's user alone, outside of database and backups. */
export function openKeyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // An older folder that others may read would give every invitation of three days away.
  if ((statSync(folder).mode & 0o077) !== 0) {
    throw new Error('the folder of the mail keys must be readable by its user only (mode 0700)');
  }
}

/** What a key's file is called: this process learns from it what it needs, and never opens it. */
export function keyFileName(createdAt: number, keyId: string): string {
  return `${createdAt}.${keyId}.key`;
}

/** All keys, newest first. */
export function listKeys(folder: string): KeyFile[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const [, createdAt, keyId] = /^(\d{1,16})\.([\w-]{22})\.key$/.exec(name) ?? [];
      if (createdAt === undefined || keyId === undefined) return [];
      return [{ name, keyId, createdAt: Number(createdAt) }];
    })
    .sort((a, b) => b.createdAt - a.createdAt || (a.keyId < b.keyId ? -1 : 1));
}

/** [M-2] Destroys every key whose time is over; returns how many. */
export function destroyOldKeys(folder: string, now: number): number {
  const old = listKeys(folder).filter(({ createdAt }) => now - createdAt >= KEY_DESTROYED_MS);
  for (const { name } of old) destroy(join(folder, name));
  return old.length;
}

/** Writes over it first: that helps on disks that write in place, and harms on none. */
function destroy(file: string): void {
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, randomBytes(size), 0, size, 0);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  rmSync(file);
}
