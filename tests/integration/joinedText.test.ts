import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { fromBase64Url, toBase64Url, utf8 } from '../../shared/src/bytes.ts';
import { MeetingId, SessionId } from '../../shared/src/ids.ts';
import type { MailOrder } from '../../shared/src/mail/MailOrder.ts';
import type { MeetingText, TextContext } from '../../shared/src/mail/MeetingText.ts';
import { TEXT_PURPOSE, textContext } from '../../shared/src/mail/textBytes.ts';
import { RecipientId } from '../../shared/src/wire/mailApi.ts';
import { joinedText } from '../../server/src/mail/relay/joinedText.ts';
import { RelayKeys } from '../../server/src/mail/relay/RelayKeys.ts';
import type { JoinedText } from '../../server/src/mail/RelayLink.ts';
import { sealTo } from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { sealText } from '../../web/src/lib/summary/text/sealText.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newSessionId, random } from '../support/signers.ts';

const HOUR_MS = 3_600_000;
const text: MeetingText = {
  format: 1,
  parts: [{ part: 'chat', lines: ['Jonas, 10:02: Agreed.'], cut: false }],
};
const id = v.parse(RecipientId, 'A'.repeat(22));
const newMeeting = (): MeetingId => v.parse(MeetingId, toBase64Url(random(16)));

function setting() {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-joined-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const clock = new ManualClock();
  const keys = new RelayKeys({ folder: join(folder, 'keys'), clock });
  const place: { meetingId: MeetingId; sessionId: SessionId } = {
    meetingId: newMeeting(),
    sessionId: newSessionId(),
  };
  const { keyId, publicKey } = keys.current();
  const relayKey = { keyId, publicKey: toBase64Url(publicKey) };
  return { clock, keys, place, relayKey };
}

/** The order of a participant; `joins` is what it asks for. */
function orderOf(
  change: Partial<Extract<MailOrder['content'], { template: 'summary' }>>,
): MailOrder {
  const link = `https://meet.example/s/${id}#${'s'.repeat(43)}`;
  return {
    content: { template: 'summary', language: 'en', link, code: false, ...change },
    recipients: [{ id, address: 'ilse@meet.example', name: null }],
  };
}

it('[S-17] is joined where the order asks for it, for this meeting and this session', async () => {
  const { keys, place, relayKey } = setting();
  const sealed = await sealText(text, place, relayKey);
  expect(joinedText(orderOf({ joins: place }), { text: sealed }, keys)).toEqual(text);
});

it('[S-17] whoever asked for the link alone gets the link alone, whatever the server gives along', async () => {
  const { keys, place, relayKey } = setting();
  const sealed = await sealText(text, place, relayKey);
  expect(joinedText(orderOf({}), { text: sealed }, keys)).toBeUndefined();
  expect(joinedText(orderOf({ code: true, joins: place }), { text: sealed }, keys)).toBeUndefined();
  expect(joinedText(orderOf({ joins: place }), { text: null }, keys)).toBeUndefined();
});

it.each([
  ['another meeting', { meetingId: newMeeting() }],
  ['another session', { sessionId: newSessionId() }],
])('[S-17] the text of %s makes a mail with the link', async (_, change) => {
  const { keys, place, relayKey } = setting();
  const sealed = await sealText(text, { ...place, ...change }, relayKey);
  expect(joinedText(orderOf({ joins: place }), { text: sealed }, keys)).toBeUndefined();
});

it('[S-17] so does one that was altered, cut, or sealed to a key that is destroyed', async () => {
  const { clock, keys, place, relayKey } = setting();
  const { keyId, sealedText } = await sealText(text, place, relayKey);
  const order = orderOf({ joins: place });
  const bytes = fromBase64Url(sealedText);
  for (const at of [0, 31, 40, bytes.length - 1]) {
    const altered = bytes.slice();
    altered[at] = (altered[at] ?? 0) ^ 1;
    const box = { keyId, sealedText: toBase64Url(altered) };
    expect(joinedText(order, { text: box }, keys)).toBeUndefined();
  }
  for (const wrong of [toBase64Url(bytes.slice(0, -1)), toBase64Url(bytes.slice(0, 20)), '', '=']) {
    expect(joinedText(order, { text: { keyId, sealedText: wrong } }, keys)).toBeUndefined();
  }
  expect(joinedText(order, { text: { keyId, sealedText } }, keys)).toEqual(text);
  clock.advance(72 * HOUR_MS);
  expect(joinedText(order, { text: { keyId, sealedText } }, keys)).toBeUndefined();
});

it.each([
  [
    'a line with a header in it',
    { ...text, parts: [{ part: 'chat', lines: ['a\r\nBcc: x'], cut: false }] },
  ],
  ['a part of its own', { ...text, parts: [{ part: 'subject', lines: ['a'], cut: false }] }],
  ['nothing', { ...text, parts: [] }],
  [
    'more than fits',
    { ...text, parts: [{ part: 'chat', lines: Array(30).fill('a'.repeat(3_900)), cut: false }] },
  ],
])('[T27, S-17] so does what is no text: %s', async (_, value) => {
  const { keys, place, relayKey } = setting();
  const box = await sealAnything(
    JSON.stringify(value),
    { ...place, keyId: relayKey.keyId },
    relayKey,
  );
  expect(joinedText(orderOf({ joins: place }), { text: box }, keys)).toBeUndefined();
});

async function sealAnything(
  json: string,
  context: TextContext,
  { publicKey }: { publicKey: string },
): Promise<JoinedText> {
  const purpose = { label: TEXT_PURPOSE, context: textContext(context) };
  const sealed = await sealTo(fromBase64Url(publicKey), purpose, utf8(json));
  return { keyId: context.keyId, sealedText: toBase64Url(sealed) };
}
