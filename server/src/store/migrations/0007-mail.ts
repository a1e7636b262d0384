import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId } from '@conclave/shared/ids';
import type { RecipientId, SendId } from '@conclave/shared/wire/mailApi';
import { integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** [M-5] What the server must know to send nobody the same mail twice, and to bound how many go out. */
const sent = {
  purpose: 'invitation',
  basis: '6.1.f',
  retention: 'mailJob',
  reads: ['server', 'operator'],
  subject: 'organizer',
  required: false,
  export: false,
  erase: 'expiry',
  requirement: 'R66',
} as const satisfies Annotation;

/** Random ids of the sender's browser: they name nobody to whoever lacks its vault. */
const delivered = { ...sent, subject: 'invitee', requirement: 'R67' } as const satisfies Annotation;

/** [M-10] */
const stopped = {
  ...sent,
  retention: 'suppression',
  subject: 'invitee',
  requirement: 'R65',
} as const satisfies Annotation;

/** Mailings by number and outcome. Addresses, texts and links are in sealed boxes that nobody stores. */
export const mail0007 = migration(
  '0007-mail',
  table('mail_send', {
    id: text<SendId>().primary().about(sent),
    account_id: text<AccountId>().references('account', 'id').about(sent),
    recipients: integer().about(sent),
    begun_at: moment().about(sent),
    /** Until when somebody is taken to work on it; a process that dies leaves it behind. */
    busy_until: moment().about(sent),
  }),
  index('mail_send', ['account_id', 'begun_at']),
  table(
    'mail_delivery',
    {
      send_id: text<SendId>().references('mail_send', 'id').about(delivered),
      recipient_id: text<RecipientId>().about(delivered),
      /** `trying`: being handed over; what it is if that breaks off, nobody knows. */
      state: word('waiting', 'trying', 'accepted', 'refused', 'stopped', 'failed', 'unknown').about(
        delivered,
      ),
    },
    { primaryKey: ['send_id', 'recipient_id'] },
  ),
  table('mail_stop', {
    /** HMAC of the address with a key that is not in the database. */
    address_hash: text().primary().about(stopped),
    stopped_at: moment().about(stopped),
  }),
);
