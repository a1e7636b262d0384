import { readFileSync } from 'node:fs';
import { MailsTooLargeError, readMails } from './consent/readMails.ts';
import { verifyFile } from './consent/verifyFile.ts';

const USAGE = `Checks consents without any server (docs/consent.md).

  npm run verify-consent -- export.zip [mails/ | mail.eml | mail.txt ...]
  npm run verify-consent -- receipt.json [mails/ | mail.eml | mail.txt ...]

Mails about consent that you kept, as files or folders of files, are held against the chain: whatever contradicts
them is found, and steps that they prove and the file lacks are told. Ends with 0 if everything is good, with 1 if not.
`;

const [path, ...mails] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    const { valid, lines } = await verifyFile(readFileSync(path), readMails(mails));
    process.stdout.write(`${lines.join('\n')}\n`);
    process.stdout.write(
      valid ? 'Everything is as it was.\n' : 'NOT VALID: do not rely on this file.\n',
    );
    process.exitCode = valid ? 0 : 1;
  } catch (error) {
    if (!isOfAFile(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

/** What the file system says, or that a file is too large. */
function isOfAFile(error: unknown): error is Error {
  return error instanceof Error && (error instanceof MailsTooLargeError || 'code' in error);
}
