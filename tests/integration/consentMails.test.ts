import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../shared/src/bytes.ts';
import type { ConsentNotice } from '../../shared/src/consent/ConsentNotice.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import { ConsentList } from '../../shared/src/wire/consentApi.ts';
import { JOIN_PROOF_HEADER } from '../../shared/src/wire/filesApi.ts';
import { checkConsents } from '../../web/src/lib/consent/checkConsent.ts';
import { draftRecord } from '../../web/src/lib/consent/draftRecord.ts';
import { openConsent, sealConsent } from '../../web/src/lib/consent/sealConsent.ts';
import { newBoxPair, type BoxPair } from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { newSigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { participantIdOf } from '../../web/src/lib/e2ee/objects/idBytes.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtpSink.ts';
import { createMeeting, type TestMeeting } from '../support/testMeeting.ts';

const ADDRESS = 'mara@hallwerk.example';
/** More answers than an address gets other mails in an hour. */
const PEOPLE = 4;
const NAME = 'Canarina Brandtner';

let sink: SmtpSink;
let server: RunningServer;
let mara: NodeBrowser;
let box: BoxPair;

beforeAll(async () => {
  sink = await startSmtpSink();
  server = await startServer({
    env: { SMTP_URL: sink.url, MAIL_FROM: 'Hallwerk Meetings <meet@hallwerk.example>' },
  });
  mara = new NodeBrowser(server.origin);
  await mara.register({ address: ADDRESS, language: 'de' });
  box = await newBoxPair();
}, 60_000);
afterAll(async () => {
  await server.remove();
  await sink.close();
}, 60_000);

const statements = { live: 'Canary: seen.', archive: 'Canary: kept.', summary: 'Canary: sent.' };
const notice: ConsentNotice = {
  ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: { en: { intro: 'Canary notice', statements, details: 'Details' } },
};

/** What one participant's browser does when its person presses the button, three times over. */
async function answers({ meetingId, proofs }: TestMeeting): Promise<void> {
  const participant = await newSigningKey();
  const guest = new NodeBrowser(server.origin);
  guest.headers.set(JOIN_PROOF_HEADER, toBase64Url(proofs.copied));
  let previous: string | undefined;
  for (const granted of [['live', 'archive'], ['archive'], []] as const) {
    const record = await draftRecord({
      ...{ meetingId, notice, granted, previous, displayName: NAME, language: 'en' },
      participantId: await participantIdOf(participant.publicKey),
      ...{ withdraws: granted.length === 0, at: Date.UTC(2026, 10, 22), softwareVersion: '1' },
    });
    const hostBoxKey = box.publicKey;
    const sealing = { meetingId, hostBoxKey, participant };
    const { request } = await sealConsent(JSON.stringify(record), sealing);
    // Twice, as after a lost answer.
    for (let tries = 0; tries < 2; tries += 1) {
      const response = await guest.send('POST', `/api/meetings/${meetingId}/consents`, request);
      expect(response.status).toBe(200);
    }
    previous = record.record_id;
  }
}

async function listOf(meetingId: MeetingId): Promise<ConsentList> {
  const response = await mara.send('GET', `/api/meetings/${meetingId}/consents`);
  return v.parse(ConsentList, await response.json());
}

const consentMails = () =>
  sink.arrived.filter(({ mail }) => mail.subject?.startsWith('Einwilligung'));

it('[R72, T31] each answer is mailed to the organizer once, with what the decrypted record proves and nothing it says', async () => {
  const meeting = await createMeeting(mara, { asksConsent: true });
  const { meetingId } = meeting;
  for (let person = 0; person < PEOPLE; person += 1) await answers(meeting);
  await expect.poll(() => consentMails().length, { timeout: 40_000 }).toBe(3 * PEOPLE);
  const list = await listOf(meetingId);
  const witnessed = new Map<number, string>();
  for (const { to, mail, raw } of consentMails()) {
    const text = String(mail.text);
    const [, position = '', head = ''] = /(\d+)\.([\w-]{43})(?![\w-])/u.exec(text) ?? [];
    witnessed.set(Number(position), head);
    expect(to).toBe(ADDRESS);
    expect(mail.subject).toBe(`Einwilligung: Antwort Nr. ${position}`);
    const step = list.steps.find((one) => one.position === Number(position));
    expect(text).toContain(`Festlegung: ${step?.commitment}`);
    const whole = `${raw} ${text} ${mail.html}`;
    for (const word of ['Canar', meetingId, 'archive']) expect(whole).not.toContain(word);
  }
  expect(witnessed.size).toBe(3 * PEOPLE);
  const open = ({ sealedRecord }: ConsentList['consents'][number]) =>
    openConsent(box, meetingId, fromBase64Url(sealedRecord));
  const proof = { meetingId, notices: [notice], list, witnessed };
  const checked = await checkConsents(list.consents, open, proof);
  expect(checked.flatMap(({ faults }) => faults)).toEqual([]);
  expect(checked.slice(0, 3).map(({ signed }) => signed?.record.event.state)).toEqual([
    'given',
    'given',
    'withdrawn',
  ]);
});
