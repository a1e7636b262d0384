import { readNotice } from '@conclave/shared/consent/ConsentNotice';
import type { ParticipantId } from '@conclave/shared/ids';
import type { Language } from '@conclave/shared/text/language';
import { noticeHash } from '../../consent/noticeHash.ts';

/** What counts of one person's answers, as the organizer's book has them. */
export interface Answered {
  readonly participantId: ParticipantId;
  readonly newest: {
    readonly faults: readonly string[];
    readonly signed:
      | {
          readonly record: {
            readonly purposes: readonly { readonly id: string; readonly granted: boolean }[];
            readonly event: { readonly language: Language };
            readonly notice: { readonly sha256: string };
          };
        }
      | undefined;
  };
}

/**
 * [S-19] Whose messages may stand in mails, in a meeting that asks: whoever's newest answer is right in every way, is to
 * the text of the card as it is now, and agrees to all that is kept and mailed.
 */
export async function quotedPeople(
  { people }: { readonly people: readonly Answered[] },
  cardNotice: string,
): Promise<ReadonlySet<ParticipantId>> {
  const notice = readNotice(cardNotice);
  const quoted = new Set<ParticipantId>();
  if (notice?.inMails === undefined) return quoted;
  for (const { participantId, newest } of people) {
    const { signed, faults } = newest;
    if (signed === undefined || faults.length > 0) continue;
    const { purposes, event, notice: read } = signed.record;
    const agreed = (['archive', 'summary'] as const).every((wanted) =>
      purposes.some(({ id, granted }) => id === wanted && granted),
    );
    const isThis = read.sha256 === (await noticeHash(notice, event.language));
    if (agreed && isThis) quoted.add(participantId);
  }
  return quoted;
}
