import { readNotice, type ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import { expect, it } from 'vitest';
import { noticeHash } from './noticeHash.ts';
import { shownNotice } from './shownNotice.ts';

const statements = { live: 'Seen.', archive: 'Kept.', summary: 'Sent.' };
const text = { intro: 'Health may come up.', statements, details: 'Kept with the meeting.' };
const controller = { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' };
const notice: ConsentNotice = {
  ...{ format: 1, templateId: 'neutral', version: 1, controller },
  purposes: ['live', 'archive'],
  texts: { en: text, de: { ...text, intro: 'Es kann um Gesundheit gehen.' } },
};

it('[R68, R73] another word, purpose, controller or version is another text, and is asked with anew', async () => {
  const changed: ConsentNotice[] = [
    { ...notice, version: 2 },
    { ...notice, templateId: 'staff' },
    { ...notice, purposes: ['live', 'archive', 'summary'] },
    { ...notice, purposes: ['archive', 'live'] },
    { ...notice, inMails: { en: 'It stands in mails.', de: 'Es steht in Mails.' } },
    { ...notice, inMails: { en: 'It stands in no mail.', de: 'Es steht in Mails.' } },
    { ...notice, controller: { ...controller, dpo: 'dpo@hallwerk.example' } },
    { ...notice, texts: { en: { ...text, details: 'Kept for ever.' } } },
    { ...notice, texts: { en: { ...text, statements: { ...statements, live: 'Heard.' } } } },
  ];
  const hashes = await Promise.all([notice, ...changed].map((one) => noticeHash(one, 'en')));
  expect(new Set(hashes).size).toBe(changed.length + 1);
  expect(await noticeHash(notice, 'de')).not.toBe(hashes[0]);
});

it('[S-16] that something stands in mails is said in every language that is asked in', () => {
  const { en, de } = notice.texts;
  expect(en && de).toBeDefined();
  const said = { ...notice, inMails: { en: 'It stands in mails.' } };
  expect(() => readNotice(JSON.stringify(said))).toThrow();
  const alone = { ...said, texts: { en } };
  expect(readNotice(JSON.stringify(alone))?.inMails).toEqual(said.inMails);
});

it('a language that is added changes nothing for who read another, and one that is missing has no hash', async () => {
  const { en } = notice.texts;
  if (en === undefined) throw new Error('no English');
  const alone = { ...notice, texts: { en } };
  expect(await noticeHash(alone, 'en')).toBe(await noticeHash(notice, 'en'));
  expect(await noticeHash(alone, 'de')).toBeUndefined();
});

it('[R71] a receipt holds of a notice what was hashed, and nothing else', async () => {
  const asksFrom = { chat: { generation: 1, position: 7 } };
  const inMails = { en: 'It stands in mails.', de: 'Es steht in Mails.' };
  for (const whole of [notice, { ...notice, inMails, asksFrom }]) {
    const shown = shownNotice(whole, 'de');
    expect(await noticeHash(shown, 'de')).toBe(await noticeHash(whole, 'de'));
    expect(readNotice(JSON.stringify(shown))).toEqual(shown);
    expect(Object.keys(shown.texts)).toEqual(['de']);
    expect(shown.asksFrom).toBeUndefined();
  }
});
