import type {
  ConsentNotice,
  ConsentPurpose,
  ConsentText,
} from '@conclave/shared/consent/ConsentNotice';
import type { ConsentRecord } from '@conclave/shared/consent/ConsentRecord';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { Language } from '@conclave/shared/text/language';
import { noticeHash } from './noticeHash.ts';

export interface ConsentAct {
  readonly meetingId: MeetingId;
  readonly participantId: ParticipantId;
  readonly displayName: string;
  readonly notice: ConsentNotice;
  /** In which the text was read. */
  readonly language: Language;
  /** The boxes that were ticked. */
  readonly granted: readonly ConsentPurpose[];
  /** This person's record before this one. */
  readonly previous: string | undefined;
  /** Takes back what was given. */
  readonly withdraws: boolean;
  /** ms since 1970. */
  readonly at: number;
  readonly softwareVersion: string;
}

/** [G-2] The record of what somebody just did. Throws a RangeError if the notice lacks the language. */
export async function draftRecord(act: ConsentAct): Promise<ConsentRecord> {
  const { notice, language, granted, withdraws } = act;
  const text = notice.texts[language];
  const sha256 = await noticeHash(notice, language);
  if (text === undefined || sha256 === undefined) throw new RangeError('no text in this language');
  return {
    schema: 'https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr',
    format: 1,
    record_id: crypto.randomUUID(),
    previous_record_id: act.previous ?? null,
    event: {
      state: withdraws ? 'withdrawn' : granted.length > 0 ? 'given' : 'refused',
      type: 'explicit',
      lawful_basis: 'GDPR Article 9(2)(a)',
      // eslint-disable-next-line no-restricted-globals -- writes a time that a clock gave
      time: new Date(act.at).toISOString(),
      validity: 'this meeting',
      collection_method: 'one box for each purpose and a button, in the browser',
      language,
    },
    principal: { id: act.participantId, display_name: act.displayName },
    controller: notice.controller,
    notice: { templateId: notice.templateId, version: notice.version, sha256 },
    purposes: answers(notice, { text, granted }),
    special_categories: 'whatever is seen, heard or written in the meeting',
    withdrawal_method: 'the button Consent in the meeting, or with the receipt',
    meeting: { id: act.meetingId },
    client: { version: act.softwareVersion },
  };
}

function answers(
  { purposes }: ConsentNotice,
  { text, granted }: { text: ConsentText; granted: readonly ConsentPurpose[] },
): ConsentRecord['purposes'] {
  return purposes.map((id) => {
    return { id, granted: granted.includes(id), statement: text.statements[id] };
  });
}
