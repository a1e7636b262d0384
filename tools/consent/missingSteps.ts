import type { ConsentExport } from '@conclave/shared/consent/ConsentExport';
import { chainEnd } from '../../web/src/lib/consent/chainEnd.ts';
import type { MailHead } from './readHeads.ts';

/** Clocks of a mail server and of a browser may differ by so much. */
const SKEW_MS = 10 * 60_000;

/** The chain is the account's: whose the steps are that mails prove, nothing here says. */
const NO_STEP =
  'BAD   no step of this meeting is in the file: those that mails prove are of other meetings, or were left out';

/**
 * [G-7] Steps after the last of an export that mails prove. Those of mails that were sent after the export cannot be
 * in it; all others were cut off. A mail without a date says nothing of when it was sent, and counts.
 */
export function missingSteps(
  exported: ConsentExport,
  mails: readonly MailHead[],
): { readonly cut: readonly number[]; readonly lines: readonly string[] } {
  const last = chainEnd(exported).position;
  // eslint-disable-next-line no-restricted-globals -- reads a time that a clock gave
  const exportedAt = exported.exportedAt === undefined ? NaN : Date.parse(exported.exportedAt);
  const beyond = mails.filter(({ position }) => position > last);
  const isLater = ({ sentAt }: MailHead): boolean => (sentAt ?? 0) > exportedAt + SKEW_MS;
  const cut = beyond.filter((mail) => !isLater(mail)).map(({ position }) => position);
  const later = beyond.filter((mail) => isLater(mail));
  const newest = Math.max(...cut);
  return {
    cut,
    lines: [
      ...(cut.length === 0
        ? []
        : [
            exported.steps.length === 0
              ? NO_STEP
              : `BAD   no. ${last + 1} to ${newest} are missing: mails prove ${newest} steps, the file ends at no. ${last}`,
          ]),
      ...(later.length === 0
        ? []
        : [
            `${later.length} mails are from after the export; export again to hold them against it.`,
          ]),
    ],
  };
}
