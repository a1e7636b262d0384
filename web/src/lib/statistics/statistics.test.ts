import { ConnectionStatistic } from '@conclave/shared/wire/statisticsApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { newBoxPair } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { meetingIdOf, participantIdOf } from '../e2ee/objects/idBytes.ts';
import { nothingYet } from '../media/MediaView.ts';
import { browserName } from './browserName.ts';
import { measure } from './measure.ts';
import { openParticipant, sealParticipant } from './sealedParticipant.ts';
import { StatisticsReporter } from './StatisticsReporter.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const line = { media: nothingYet, connected: true, userAgent: FIREFOX };

it.each([
  [FIREFOX, 'linux  mozilla firefox 140.0'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903.86',
    'windows 10.0 microsoft chromium 131.0',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1',
    'ios 17.6 apple safari 17.6',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
    'android 14 google chromium 131.0',
  ],
  ['<script>'.repeat(500), 'other  other other '],
  ['Linux Firefox/999999999999999999999999.1', 'linux  mozilla firefox 999999999999'],
])('[R89] tells system and browser apart, and nothing else of %s', (userAgent, expected) => {
  const name = browserName(userAgent);
  const { osName, osVersion, browserVendor, browserType, browserVersion } = name;
  const words = [osName, osVersion, browserVendor, browserType, browserVersion].join(' ');
  expect(words).toBe(expected);
});

it('[R89] measures only what the server takes, also where a browser gives nonsense', () => {
  const path = { protocol: 'udp', relayed: false, roundTripMs: Number.NaN, availableKbps: -5 };
  const measured = measure({ ...line, media: { ...nothingYet, sendPath: path } });
  const sent = { id: 'A'.repeat(22), sealedParticipant: 'A'.repeat(86), ...measured };
  expect(v.safeParse(ConnectionStatistic, sent).success).toBe(true);
  expect(measured).toMatchObject({ roundTripMs: 0, connectionError: 'mediaLost' });
  expect(measure({ ...line, connected: false }).connectionError).toBe('signalingLost');
});

it('[R43] whose connection it was opens for the organizer of that meeting only', async () => {
  const [host, other] = [await newBoxPair(), await newBoxPair()];
  const meetingId = meetingIdOf(randomBytes(16));
  const person = await participantIdOf(randomBytes(32));
  const place = { meetingId, hostBoxKey: host.publicKey };
  const sealed = await sealParticipant(person, place);
  expect(await openParticipant(host, meetingId, sealed)).toBe(person);
  expect(await openParticipant(other, meetingId, sealed)).toBeUndefined();
  expect(await openParticipant(host, meetingIdOf(randomBytes(16)), sealed)).toBeUndefined();
  expect(await sealParticipant(person, place)).not.toBe(sealed);
});

it('[R90] a stay has one line under one id; what fails is tried again, and nothing comes after the end', async () => {
  const waiting: (() => void)[] = [];
  const sent: string[] = [];
  let fails = true;
  const reporter = new StatisticsReporter({
    measure: () => measure(line),
    sealed: () => Promise.resolve('A'.repeat(86)),
    send: ({ id }) => {
      if (fails) return Promise.reject(new TypeError('offline'));
      sent.push(id);
      return Promise.resolve();
    },
    id: randomBytes(16),
    after: (_, act) => {
      waiting.push(act);
      return () => waiting.splice(0);
    },
  });
  const beat = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  await beat();
  fails = false;
  await beat();
  await beat();
  expect(new Set(sent).size).toBe(1);
  expect(sent).toHaveLength(2);
  reporter.close();
  await beat();
  expect(sent).toHaveLength(2);
});
