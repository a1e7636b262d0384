import { readFileSync } from 'node:fs';
import { readHeads } from './consent/readHeads.ts';
import { verifyFile } from './consent/verifyFile.ts';

const USAGE = `Checks consents without any server (docs/consent.md).

  npm run verify-consent -- export.zip [mail.eml ...]
  npm run verify-consent -- receipt.json [mail.eml ...]

Mails about consent that you kept are compared with the chain. Ends with 0 if everything is good, with 1 if not.
`;

const [path, ...mails] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  try {
    const heads = mails.flatMap((mail) => [...readHeads(readFileSync(mail, 'utf8'))]);
    const { valid, lines } = await verifyFile(readFileSync(path), new Map(heads));
    process.stdout.write(`${lines.join('\n')}\n`);
    process.stdout.write(
      valid ? 'Everything is as it was.\n' : 'NOT VALID: do not rely on this file.\n',
    );
    process.exitCode = valid ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
