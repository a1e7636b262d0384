import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readHeads, type MailHead } from './readHeads.ts';

/** Mails about consent are a few KB; a mailbox in one file is read, too. */
const MAX_MAIL_BYTES = 64 * 1024 * 1024;

/** Mails from files, and from all files of folders. Throws what the file system says. */
export function readMails(paths: readonly string[]): MailHead[] {
  return paths.flatMap((path) => {
    const { isFolder, size } = look(path);
    if (isFolder) return readMails(readdirSync(path).map((name) => join(path, name)));
    if (size > MAX_MAIL_BYTES) return [];
    return readHeads(readFileSync(path, 'utf8'));
  });
}

function look(path: string): { isFolder: boolean; size: number } {
  const found = statSync(path);
  return { isFolder: found.isDirectory(), size: found.size };
}
