import { RefusedError } from '@conclave/shared/RefusedError';
import { faultText } from '../account/faultText.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { SendFault } from '../mail/MailSender.ts';
import { UnreachableError } from '../vault/HttpApi.ts';
import { PlanTooLargeError } from './Planner.ts';

/** Why mails did not go out, and what to do. Without a word of the server it was the mail server. */
export function sendFaultText(why: SendFault | undefined): string {
  const words = t.schedule.send.why;
  if (why === undefined) return words.down;
  if (why === 'mailLimit') return words.limit;
  if (why === 'unreachable') return faultText(new UnreachableError('not sent'));
  return faultText(new RefusedError(why));
}

/** Why a plan was not saved. */
export const planFaultText = (error: unknown): string =>
  error instanceof PlanTooLargeError ? t.schedule.faults.large : faultText(error);
