import type { SystemMail } from '@conclave/shared/mail/SystemMail';

/**
 * Sends the instance's own mails to addresses of accounts. For other parts of the server: take a
 * `Mailer`, and tests give a `{ send: (mail) => sent.push(mail) }`.
 */
export interface Mailer {
  /**
   * Returns at once, whatever becomes of it: an answer must take as long when no mail goes out (T18).
   * A mail server that is down is tried again for an hour, in memory only; a restart forgets it, so
   * every flow offers to send again. Values that do not fit the schema are a bug and throw.
   */
  send(mail: SystemMail): void;
}
