import { processing } from '@conclave/shared/dataMap/processing';
import { parties, whoReadsWhat } from '@conclave/shared/dataMap/readers';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import { text } from '@conclave/shared/text/en/privacy';
import { page, table } from './markdown.ts';

/** [R13] Annexes to the data processing agreement: the subject of the processing, and the measures. */
export function dpaAnnex(): string {
  const { data } = text;
  const subjects = processing.map(({ purpose }) => [
    data.purposes[purpose],
    data.contents[purpose],
  ]);
  const readings = whoReadsWhat.map((row) => [row.datum, ...parties.map((party) => row[party])]);
  const days = (rule: 'account' | 'log' | 'securityLog' | 'statistics'): string =>
    String(retentionRules[rule].maxDays);
  return page(
    'Annexes to the data processing agreement [R13, R112]',
    '## Annex 1: what is processed',
    'People concerned: organizers and admins of the customer, people they invite, participants, visitors.',
    table(['purpose', 'data'], subjects),
    '## Annex 2: technical and organizational measures',
    '### Confidentiality',
    [
      '- What a meeting produces is encrypted in the browsers of its participants (MLS, RFC 9420; SFrame, RFC 9605). The processor holds no key to it.',
      '- Names and addresses of organizers are encrypted in the database under a random key of each account (AES-256-GCM), which lies outside of the database and is destroyed first when the account is erased.',
      '- What opens the vault of an account is sealed under a password that the server never receives, or under a recovery kit on paper.',
      '- Staff of the processor see metadata only. The table says what is readable by whom:',
    ].join('\n'),
    table(['datum', ...parties], readings),
    '### Integrity',
    [
      '- Documents are logs of signed entries in chains; a changed, left out or reordered entry is noticed by every browser.',
      '- Consents are signed by who gave them, and their commitments lie in a chain whose head is in mails to the customer.',
      '- Every file of the client is listed with its hash in `manifest.json`.',
    ].join('\n'),
    '### Availability',
    [
      '- Entries are acknowledged after they are on the disk. A server that is killed comes back without losing an acknowledged one.',
      '- Backups are encrypted and tried by restoring them; the deletion ledger is replayed, so that nothing that was deleted returns.',
    ].join('\n'),
    '### Storage limitation',
    [
      `- Accounts: ${days('account')} days after they lapse, with everything that hangs on them.`,
      `- Logs: at most ${days('log')} days; whole addresses: ${days('securityLog')} days. Statistics of connections: at most ${days('statistics')} days.`,
      '- Meetings: when their organizer deletes them, or on their date of deletion.',
    ].join('\n'),
    '### Order and review',
    [
      '- The processor acts on instructions of the customer only, binds its staff to secrecy (also § 43e(3) BRAO), and helps with requests of data subjects.',
      '- Every stored value is annotated in the source code with purpose, basis, retention and readers; a build with an unannotated one fails.',
      '- Sub-processors are those of `PROCESSORS`, published at `/privacy`.',
    ].join('\n'),
  );
}
