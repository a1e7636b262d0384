import { calendarFile } from '@conclave/shared/mail/calendar';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import { loadMailText } from '@conclave/shared/mail/mailTexts';
import { calendarEntry } from '../../schedule/calendarEntry.ts';
import type { PlanEntry } from '../../schedule/Plan.ts';

/** [R102] Plans as calendars take them, one file each: names of zones and series stay whole. */
export async function planFile(
  entry: PlanEntry,
  { language, origin, now }: { language: string; origin: string; now: number },
): Promise<string> {
  const text = await loadMailText(mailLanguageOf(language));
  // The organizer's own calendar gets the topic, whatever mails say of it.
  const plan = { ...entry.plan, topicInMail: true };
  const inside = calendarEntry({ ...entry, plan }, { origin, link: null });
  return calendarFile({ entry: inside, method: 'publish', text, now });
}
