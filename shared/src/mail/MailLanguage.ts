import * as v from 'valibot';

/** The languages in which mails are written. */
export const mailLanguages = ['en', 'de', 'fr', 'es'] as const;

export const MailLanguage = v.picklist(mailLanguages);
export type MailLanguage = v.InferOutput<typeof MailLanguage>;

/** The mail language for whatever language an account or a browser names; English if it is none of ours. */
export function mailLanguageOf(tag: string): MailLanguage {
  const primary = tag.toLowerCase().split('-')[0];
  return mailLanguages.find((language) => language === primary) ?? 'en';
}
