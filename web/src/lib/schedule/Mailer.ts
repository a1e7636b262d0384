import type { MeetingId } from '@conclave/shared/ids';
import type { MailContent } from '@conclave/shared/mail/MailOrder';
import type { DeliveryState, SendId } from '@conclave/shared/wire/mailApi';
import type { Person } from '../people/Person.ts';

/** What is to be mailed about a meeting of one's own. */
export interface MailWish {
  readonly meetingId: MeetingId;
  readonly content: MailContent;
  readonly people: readonly Person[];
}

export interface MailedPerson {
  readonly address: string;
  readonly state: DeliveryState;
  readonly sendId: SendId;
}

/** Sends mails through the relay. Resolves to what is known of each person's mail; a server that is down is `failed`. */
export type SendMails = (wish: MailWish) => Promise<MailedPerson[]>;
