import { utf8 } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import type { ConsentNotice, ConsentText } from '@conclave/shared/consent/ConsentNotice';
import { ConsentNotice as NoticeSchema } from '@conclave/shared/consent/ConsentNotice';
import { MAX_NOTICE_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { catalogues } from '@conclave/shared/text/catalogues';
import { languages } from '@conclave/shared/text/language';
import type { Account } from '@conclave/shared/wire/accountApi';
import type { ConsentText as CompanyText } from '@conclave/shared/wire/companyApi';
import * as v from 'valibot';
import { askInstance } from '../ui/instance.ts';
import { NEUTRAL } from './NEUTRAL.ts';

/**
 * What a meeting asks of its participants, as it stands on the lobby card: the company's text, or the
 * neutral one that comes with the program. The organizer's company decides on purposes and means, or the
 * organizer. `withMails`: what is written stands in mails to those who ask for them, so that is asked for as well [S-16].
 */
export async function makeNotice(
  account: Account,
  text: CompanyText | undefined,
  withMails: boolean,
): Promise<string> {
  const [instance, neutral] = await Promise.all([
    askInstance(),
    text === undefined ? neutralTexts() : undefined,
  ]);
  const authority = instance.state === 'known' ? instance.instance.supervisoryAuthority : null;
  const texts = neutral ?? wordingsOf(text);
  const notice: ConsentNotice = {
    format: 1,
    ...(text === undefined
      ? NEUTRAL
      : {
          templateId: text.textId,
          version: Math.max(...text.newest.map(({ version }) => version)),
        }),
    controller: {
      name: controllerOf(account),
      address: '',
      contact: account.address,
      dpo: '',
      authority: authority?.name ?? '',
    },
    purposes: withMails ? ['live', 'archive', 'summary'] : ['live', 'archive'],
    texts,
    ...(withMails && { inMails: await mailSentences(texts) }),
    asksFrom: {},
  };
  const json = canonicalJson(v.parse(NoticeSchema, notice));
  // Such a card could be written and never be read again, nor could the vault's item.
  if (utf8(json).length > MAX_NOTICE_BYTES) throw new RefusedError('tooLarge');
  return json;
}

function controllerOf({ company, firstName, lastName }: Account): string {
  return company?.companyName ?? company?.accountName ?? `${firstName} ${lastName}`;
}

function wordingsOf(text: CompanyText | undefined): ConsentNotice['texts'] {
  const wordings = text?.newest.map(({ language, wording }) => [language, wording] as const) ?? [];
  return Object.fromEntries(wordings);
}

/** [S-16] The program's own sentence, in the languages that are asked in. */
async function mailSentences(
  texts: ConsentNotice['texts'],
): Promise<NonNullable<ConsentNotice['inMails']>> {
  const asked = languages.filter((language) => texts[language] !== undefined);
  const sentences = asked.map(async (language) => {
    return [language, (await catalogues[language].lobby()).text.mails] as const;
  });
  return Object.fromEntries(await Promise.all(sentences));
}

/** In every language there is: guests are asked in theirs. */
async function neutralTexts(): Promise<ConsentNotice['texts']> {
  const texts = await Promise.all(
    languages.map(async (language) => {
      const { text } = await catalogues[language].consentTexts();
      const { intro, statements, details } = text;
      return [language, { intro, statements, details } satisfies ConsentText] as const;
    }),
  );
  return Object.fromEntries(texts);
}
