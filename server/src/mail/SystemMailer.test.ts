import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import type { DeliveryState } from '@conclave/shared/wire/mailApi';
import { expect, it } from 'vitest';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import type { Log } from '../ops/Log.ts';
import { RelayLostError, type RelayLink } from './RelayLink.ts';
import { SystemMailer } from './SystemMailer.ts';

const MINUTE_MS = 60_000;

const mailTo = (to: string): SystemMail => ({
  kind: 'suspendedOrganizer',
  to,
  language: 'en',
  accountName: null,
});

/** A mailer before a relay that answers as told, and what both did. */
function setting(answer: (tries: number) => DeliveryState | Error = () => 'accepted') {
  const time = new ManualTime();
  const tried: { readonly to: string; readonly at: number }[] = [];
  const logged: string[] = [];
  const note = (event: string, fields: object = {}): void => {
    logged.push(`${event} ${JSON.stringify(fields)}`);
  };
  const log: Log = { debug: note, info: note, warn: note, error: note, security: note };
  const begun = time.now();
  const link: Pick<RelayLink, 'system'> = {
    system(mail) {
      tried.push({ to: mail.to, at: time.now() - begun });
      const state = answer(tried.length);
      return state instanceof Error ? Promise.reject(state) : Promise.resolve(state);
    },
  };
  const mailer = new SystemMailer({ link, timers: time, log, keyOf: (address) => address });
  return { mailer, time, tried, logged };
}

const minutes = (tried: readonly { at: number }[]): number[] =>
  tried.map(({ at }) => at / MINUTE_MS);

it('[M-11] sends once what is accepted', async () => {
  const { mailer, time, tried } = setting();
  mailer.send(mailTo('jonas@hallwerk.example'));
  await time.pass(3 * 60 * MINUTE_MS);
  expect(tried).toEqual([{ to: 'jonas@hallwerk.example', at: 0 }]);
});

it('[M-11] tries for an hour while the mail server or the relay is down, then gives up', async () => {
  const { mailer, time, tried } = setting((tries) =>
    tries % 2 === 0 ? new RelayLostError('gone') : 'failed',
  );
  mailer.send(mailTo('jonas@hallwerk.example'));
  await time.pass(24 * 60 * MINUTE_MS);
  expect(minutes(tried)).toEqual([0, 0.5, 2.5, 12.5, 57.5]);
});

it('[M-11] stops trying once it went out', async () => {
  const { mailer, time, tried } = setting((tries) => (tries < 3 ? 'failed' : 'accepted'));
  mailer.send(mailTo('jonas@hallwerk.example'));
  await time.pass(24 * 60 * MINUTE_MS);
  expect(minutes(tried)).toEqual([0, 0.5, 2.5]);
});

it('does not try again what a mail server refuses for good, and says so without an address', async () => {
  const { mailer, time, tried, logged } = setting(() => 'refused');
  mailer.send(mailTo('jonas@hallwerk.example'));
  await time.pass(24 * 60 * MINUTE_MS);
  expect(tried).toHaveLength(1);
  expect(logged).toEqual(['mail.undelivered {}']);
});

it('[R66] sends ten an hour to one address and drops the others, whoever asks; others get theirs', async () => {
  const { mailer, time, tried, logged } = setting();
  for (let n = 0; n < 30; n++) mailer.send(mailTo('jonas@hallwerk.example'));
  mailer.send(mailTo('ilse@hallwerk.example'));
  await time.pass(MINUTE_MS);
  const to = tried.map((one) => one.to);
  expect(to.filter((one) => one.startsWith('jonas'))).toHaveLength(10);
  expect(to.filter((one) => one.startsWith('ilse'))).toHaveLength(1);
  expect(logged.filter((line) => line.startsWith('mail.flood'))).toHaveLength(20);
  expect(logged.join()).not.toContain('jonas');
});

it('what strangers ask for uses up nothing of what an owner has to know', async () => {
  const { mailer, time, tried } = setting();
  const to = 'jonas@hallwerk.example';
  for (let n = 0; n < 30; n++) {
    mailer.send({ kind: 'addressTaken', to, language: 'en', path: '/sign-in' });
  }
  await time.pass(MINUTE_MS);
  expect(tried).toHaveLength(10);
  mailer.send({ kind: 'changedPassword', to, language: 'en', at: 0, path: '/recover' });
  await time.pass(MINUTE_MS);
  expect(tried).toHaveLength(11);
});

it('keeps at most a thousand for later', async () => {
  let down = true;
  const { mailer, time, tried } = setting(() => (down ? 'failed' : 'accepted'));
  for (let n = 0; n < 1_500; n++) mailer.send(mailTo(`person${n}@hallwerk.example`));
  await time.pass(0);
  expect(tried).toHaveLength(1_500);
  down = false;
  await time.pass(2 * 60 * MINUTE_MS);
  expect(tried).toHaveLength(2_500);
});

it.each([
  [
    'an address with a line break',
    { ...mailTo('a@b.example'), to: 'a@b.example\r\nBcc: c@d.example' },
  ],
  ['a name with a line break', { ...mailTo('a@b.example'), accountName: 'x\r\nBcc: c@d.example' }],
  [
    'a name of letters that turn text around',
    { ...mailTo('a@b.example'), accountName: 'a\u202eb' },
  ],
])('[T27] throws at %s, and sends nothing', (_, mail) => {
  const { mailer, tried } = setting();
  expect(() => mailer.send(mail)).toThrow();
  expect(tried).toEqual([]);
});

it('[V-22] passwords set in a row use up nothing of what takes a change back', async () => {
  const { mailer, time, tried } = setting();
  const to = 'jonas@hallwerk.example';
  for (let n = 0; n < 30; n++) {
    mailer.send({ kind: 'changedPassword', to, language: 'en', at: 0, path: '/account' });
    mailer.send({ kind: 'newSignIn', to, language: 'en', at: 0, path: '/account' });
  }
  await time.pass(MINUTE_MS);
  const before = tried.length;
  mailer.send({ kind: 'renewedKit', to, language: 'en', at: 0, path: '/confirm#token=t' });
  mailer.send({ kind: 'changedAddress', to, language: 'en', at: 0, path: '/confirm#token=t' });
  await time.pass(MINUTE_MS);
  expect(tried).toHaveLength(before + 2);
});
