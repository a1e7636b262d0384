import { expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { catalogues } from '../text/catalogues.ts';
import { languages } from '../text/language.ts';
import { canonicalJson } from './canonicalJson.ts';
import { ConsentController, ConsentNotice, type ConsentText } from './ConsentNotice.ts';
import { noticeRoom } from './noticeRoom.ts';
import * as v from 'valibot';

const CARD_BYTES = 8 * 1024;
const statements = { live: 'L', archive: 'A', summary: 'S' };
const textOf = (details: string): ConsentText => ({ intro: 'I', statements, details });

it('[R68] the neutral text in all languages leaves room', async () => {
  const texts: Partial<Record<(typeof languages)[number], ConsentText>> = {};
  for (const language of languages) {
    const { text } = await catalogues[language].consentTexts();
    const { intro, details } = text;
    texts[language] = { intro, statements: text.statements, details };
  }
  expect(noticeRoom(texts)).toBeGreaterThanOrEqual(0);
});

it('[R68] what has room fits a lobby card, with the longest controller; one byte more has none', () => {
  const details = 'é'.repeat(((noticeRoom({ fr: textOf('') }) + 0) / 2) | 0);
  const texts = { fr: textOf(details) };
  expect(noticeRoom(texts)).toBeLessThan(2);
  expect(noticeRoom({ fr: textOf(`${details}éé`) })).toBeLessThan(0);
  const long = 'W'.repeat(200);
  const controller = v.parse(ConsentController, {
    ...{ name: long, address: '', contact: long, dpo: '', authority: long },
  });
  const notice: v.InferInput<typeof ConsentNotice> = {
    ...{ format: 1, templateId: 'a'.repeat(36), version: 100_000, controller },
    ...{ purposes: ['live', 'archive', 'summary'], texts },
  };
  expect(utf8(canonicalJson(notice)).length).toBeLessThanOrEqual(CARD_BYTES);
});
