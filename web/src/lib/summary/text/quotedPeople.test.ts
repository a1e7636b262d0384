import { toBase64Url } from '@conclave/shared/bytes';
import type { ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { noticeHash } from '../../consent/noticeHash.ts';
import { quotedPeople, type Answered } from './quotedPeople.ts';

const statements = { live: 'L', archive: 'A', summary: 'S' };
const notice: ConsentNotice = {
  ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive', 'summary'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: { en: { intro: 'I', statements, details: 'D' } },
  inMails: { en: 'It stands in mails.' },
};

interface Answer {
  readonly granted: readonly string[];
  readonly faults?: readonly string[];
  readonly to?: ConsentNotice;
}

/** As the organizer's book has it: the newest answer of one person. */
async function answered({ granted, faults = [], to = notice }: Answer): Promise<Answered> {
  const participantId = v.parse(
    ParticipantId,
    toBase64Url(crypto.getRandomValues(new Uint8Array(16))),
  );
  const purposes = to.purposes.map((id) => ({ id, granted: granted.includes(id), statement: 'x' }));
  const sha256 = (await noticeHash(to, 'en')) ?? '';
  const record = { purposes, event: { language: 'en' as const }, notice: { sha256 } };
  return { participantId, newest: { faults, signed: { record } } };
}

const quotes = async (answer: Answer, card = notice): Promise<boolean> => {
  const person = await answered(answer);
  const quoted = await quotedPeople({ people: [person] }, JSON.stringify(card));
  return quoted.has(person.participantId);
};
const all = ['live', 'archive', 'summary'];

it('[R71, S-19] quotes who agreed to what is kept and to what is mailed, to this very text', async () => {
  expect(await quotes({ granted: all })).toBe(true);
  expect(await quotes({ granted: ['archive', 'summary'] })).toBe(true);
});

it('[R76, S-19] quotes nobody who refused, agreed to less, or took it back', async () => {
  for (const granted of [[], ['live'], ['live', 'archive'], ['live', 'summary']]) {
    expect(await quotes({ granted })).toBe(false);
  }
});

it('[S-19] quotes nobody whose answer is not right in every way, or is to another text', async () => {
  expect(await quotes({ granted: all, faults: ['signature'] })).toBe(false);
  const said = { ...notice, inMails: { en: 'It stands nowhere.' } };
  expect(await quotes({ granted: all, to: said })).toBe(false);
  const { inMails, ...unsaid } = notice;
  expect(inMails).toBeDefined();
  expect(await quotes({ granted: all, to: unsaid })).toBe(false);
  // A card that says nothing of mails was agreed to by nobody, whatever its level.
  expect(await quotes({ granted: all, to: unsaid }, unsaid)).toBe(false);
});
