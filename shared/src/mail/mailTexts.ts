import type { Catalogue } from '../text/en.ts';
import type { MailLanguage } from './MailLanguage.ts';

export type MailText = Catalogue['mail'];

const loaders: Record<MailLanguage, () => Promise<{ text: MailText }>> = {
  en: () => import('../text/en/mail.ts'),
  de: () => import('../text/de/mail.ts'),
  fr: () => import('../text/fr/mail.ts'),
  es: () => import('../text/es/mail.ts'),
};

/** The words of a mail: its language is the recipients', not that of whoever looks at the preview. */
export async function loadMailText(language: MailLanguage): Promise<MailText> {
  return (await loaders[language]()).text;
}
