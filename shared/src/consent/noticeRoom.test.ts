import { expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import { MAX_ADDRESS_LETTERS, MAX_NOTICE_BYTES } from '../limits.ts';
import { catalogues } from '../text/catalogues.ts';
import { languages } from '../text/language.ts';
import { canonicalJson } from './canonicalJson.ts';
import { askedKinds, ConsentController, ConsentNotice, type ConsentText } from './ConsentNotice.ts';
import { noticeRoom } from './noticeRoom.ts';
import * as v from 'valibot';

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

it('[S-16] there is room to say in every language that words stand in mails', async () => {
  const said: Record<string, string> = {};
  for (const language of languages) {
    said[language] = (await catalogues[language].lobby()).text.mails;
    expect(said[language].length).toBeLessThanOrEqual(600);
  }
  const longest = { name: '議'.repeat(200), address: '', contact: '議'.repeat(200), dpo: '' };
  const about = { controller: { ...longest, authority: '議'.repeat(200) }, inMails: said };
  const room = MAX_NOTICE_BYTES - noticeRoom({}) - utf8('{}').length;
  expect(utf8(JSON.stringify(about)).length + 200).toBeLessThanOrEqual(room);
});

it.each([
  ['two bytes', 'é', 2],
  ['three bytes', '議', 3],
])(
  '[R68] in letters of %s, what has room fits a lobby card with the longest controller; one more has none',
  async (_, letter, bytes) => {
    const details = letter.repeat(Math.floor(noticeRoom({ fr: textOf('') }) / bytes));
    const texts = { fr: textOf(details) };
    expect(noticeRoom(texts)).toBeGreaterThanOrEqual(0);
    expect(noticeRoom(texts)).toBeLessThan(bytes);
    expect(noticeRoom({ fr: textOf(`${details}${letter}`) })).toBeLessThan(0);
    const long = letter.repeat(200);
    const { text: lobby } = await catalogues.fr.lobby();
    const controller = v.parse(ConsentController, {
      ...{ name: long, address: '', contact: letter.repeat(MAX_ADDRESS_LETTERS) },
      ...{ dpo: '', authority: long },
    });
    const end = { generation: 0xffff_ffff, position: 0xffff_ffff };
    const asksFrom = Object.fromEntries(askedKinds.map((kind) => [kind, end]));
    const notice: v.InferInput<typeof ConsentNotice> = {
      ...{ format: 1, templateId: 'a'.repeat(64), version: Number.MAX_SAFE_INTEGER, controller },
      ...{ purposes: ['live', 'archive', 'summary'], texts, asksFrom },
      inMails: { fr: lobby.mails },
    };
    expect(v.is(ConsentNotice, notice)).toBe(true);
    expect(utf8(canonicalJson(notice)).length).toBeLessThanOrEqual(MAX_NOTICE_BYTES);
  },
);
