import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readMailbox, type MailHead } from './readHeads.ts';

/** Mails about consent are a few KB; a mailbox in one file is read, too. */
const MAX_MAIL_BYTES = 64 * 1024 * 1024;

/** Left out, it might be the one that proves something. */
export class MailsTooLargeError extends Error {
  constructor(path: string) {
    super(
      `${path} is larger than ${MAX_MAIL_BYTES / 1024 / 1024} MB: save the mails about consent by themselves.`,
    );
  }
}

/** Mails from files, and from all files of folders. Throws what the file system says, and for a file that is too large. */
export function readMails(paths: readonly string[]): MailHead[] {
  return paths.flatMap((path) => {
    const { isFolder, size } = look(path);
    if (isFolder) return readMails(readdirSync(path).map((name) => join(path, name)));
    if (size > MAX_MAIL_BYTES) throw new MailsTooLargeError(path);
    return readMailbox(readFileSync(path, 'utf8'), path);
  });
}

function look(path: string): { isFolder: boolean; size: number } {
  const found = statSync(path);
  return { isFolder: found.isDirectory(), size: found.size };
}
