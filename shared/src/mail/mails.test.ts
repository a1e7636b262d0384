import { describe, expect, it } from 'vitest';
import { instanceMail } from './instanceMail.ts';
import { mailAsHtml } from './mailAsHtml.ts';
import { mailAsText } from './mailAsText.ts';
import { mailLanguages } from './MailLanguage.ts';
import type { CalendarEntry, MailContent } from './MailOrder.ts';
import { loadMailText } from './mailTexts.ts';
import { meetingMail } from './meetingMail.ts';
import type { SystemMail } from './SystemMail.ts';
import { linesOf } from './when.ts';

const entry: CalendarEntry = {
  uid: '7Qd2Xw9LbT@meet.hallwerk.example',
  sequence: 1,
  start: Date.UTC(2026, 10, 24, 9),
  end: Date.UTC(2026, 10, 24, 10),
  zone: 'Europe/Berlin',
  repeats: null,
  occurrence: null,
  topic: 'Shift plan for spring',
  link: 'https://meet.hallwerk.example/m/7Qd2#k3',
  remind: 10,
};
const organizer = {
  name: 'Mara Feldhaus',
  accountName: 'Hallwerk',
  address: 'mara@hallwerk.example',
};
const origin = 'https://meet.hallwerk.example';
const stopUrl = `${origin}/stop?token=x`;

const at = Date.UTC(2026, 10, 24, 9);
const to = 'mara@hallwerk.example';
const system = (language: SystemMail['language']): SystemMail[] => [
  { kind: 'verifyAddress', to, language, path: '/confirm#token=t', until: at },
  { kind: 'addressTaken', to, language, path: '/sign-in' },
  { kind: 'changedAddress', to, language, at, path: '/confirm#token=t' },
  { kind: 'changedAddress', to, language, at },
  { kind: 'undoneAddress', to, language, at, path: '/recover' },
  { kind: 'changedPassword', to, language, at, path: '/account' },
  { kind: 'changedPassword', to, language, at },
  { kind: 'renewedKit', to, language, at, path: '/confirm#token=t' },
  { kind: 'renewedKit', to, language, at },
  { kind: 'renewedKit', to, language, at, unproven: true },
  { kind: 'changedSecondFactor', to, language, at, change: 'off', path: '/confirm#token=t' },
  { kind: 'changedSecondFactor', to, language, at, change: 'fewer' },
  { kind: 'changedSecondFactor', to, language, at, change: 'on', unproven: true },
  { kind: 'newSignIn', to, language, at, path: '/account' },
  { kind: 'newSignIn', to, language, at },
  {
    ...{ kind: 'invitedOrganizer', to, language, inviter: 'Mara Feldhaus' },
    ...{ accountName: null, path: '/register#invite=t', until: at },
  },
  { kind: 'suspendedOrganizer', to, language, accountName: 'Hallwerk' },
  { kind: 'restoredOrganizer', to, language, accountName: null, path: '/sign-in' },
  { kind: 'removedOrganizer', to, language, accountName: null },
  { kind: 'closingAccount', to, language, at, path: '/account' },
  { kind: 'closedAccount', to, language, at },
  { kind: 'lapsingAccount', to, language, days: 7, until: at, path: '/account' },
  {
    ...{ kind: 'consentStep', to, language, at, path: '/meetings', position: 4 },
    ...{ commitment: 'c'.repeat(43), head: 'h'.repeat(43) },
  },
  { kind: 'changedRestriction', to, language, restricted: true, at, path: '/account/data' },
  { kind: 'rightsRequest', to, language, due: at, again: true, path: '/account/requests' },
  { kind: 'supportQuestion', to, language, replyTo: 'jo@guests.example', text: 'No picture.' },
  { kind: 'changedPolicy', to, language, from: at, path: '/privacy' },
];

const meeting = (language: MailContent['language'], change: Partial<CalendarEntry> = {}) => {
  const about = { language, entry: { ...entry, ...change } };
  return [
    { template: 'invitation', ...about, opens: false },
    { template: 'update', ...about, opens: true, changes: ['time', 'link'] },
    { template: 'cancellation', ...about },
  ] satisfies MailContent[];
};

describe.each(mailLanguages)('mails in %s', (language) => {
  it('[R64] about meetings lead to policy, terms and the stop link, as text and as HTML', async () => {
    const text = await loadMailText(language);
    for (const content of meeting(language)) {
      const mail = meetingMail(content, { organizer, origin, text, stopUrl });
      for (const written of [mailAsText(mail), mailAsHtml(mail)]) {
        expect(written).toContain(`${origin}/privacy`);
        expect(written).toContain(`${origin}/terms`);
        expect(written).toContain(stopUrl);
        expect(written).toContain('Mara Feldhaus');
        expect(written).not.toMatch(/undefined|\[object|NaN/);
      }
      expect(mail.subject).toContain('Mara Feldhaus');
    }
  });

  it('of the instance are whole, and lead where they should', async () => {
    const text = await loadMailText(language);
    for (const mail of system(language)) {
      const written = mailAsText(instanceMail(mail, { origin, text }));
      if ('path' in mail) expect(written).toContain(`${origin}${mail.path}`);
      expect(written).toContain(`${origin}/privacy`);
      expect(written).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});

it('[V-21] an address that nobody has proven is told what happened, and of no way back', async () => {
  const text = await loadMailText('en');
  const unproven = { to, language: 'en', at, unproven: true } as const;
  const mails: SystemMail[] = [
    { kind: 'changedAddress', to, language: 'en', at },
    { kind: 'renewedKit', ...unproven },
    { kind: 'changedSecondFactor', ...unproven, change: 'on' },
  ];
  for (const mail of mails) {
    const written = mailAsText(instanceMail(mail, { origin, text }));
    expect(written).not.toMatch(/take (it|the change of address) back/iu);
    expect(written).not.toContain('/confirm');
  }
});

it('says day and hours in the words of each language, in the zone of the meeting', async () => {
  const lines = await Promise.all(
    mailLanguages.map(async (language) =>
      linesOf(entry, { language, text: await loadMailText(language) }).join(' | '),
    ),
  );
  expect(lines).toEqual([
    'Tuesday, 24 November 2026 | 10:00 to 11:00, Berlin (UTC+1)',
    'Dienstag, 24. November 2026 | 10:00 bis 11:00 Uhr, Berlin (UTC+1)',
    'Mardi 24 novembre 2026 | De 10:00 à 11:00, Berlin (UTC+1)',
    'Martes, 24 de noviembre de 2026 | De 10:00 a 11:00, Berlin (UTC+1)',
  ]);
});

it('says how a series repeats, and when something lasts past midnight', async () => {
  const wording = { language: 'en', text: await loadMailText('en') } as const;
  const series = {
    ...{ every: 'week', interval: 2, weekdays: ['TH', 'TU'], nth: null, count: 6, until: null },
    except: [],
  } satisfies CalendarEntry['repeats'];
  expect(linesOf({ ...entry, repeats: series }, wording)[2]).toBe(
    'Every 2 weeks, on Tuesday and Thursday, 6 times',
  );
  const monthly = { ...series, every: 'month', interval: 1, weekdays: ['MO'], nth: -1 } as const;
  expect(linesOf({ ...entry, repeats: { ...monthly, weekdays: ['MO'] } }, wording)[2]).toBe(
    'Every month, on the last Monday, 6 times',
  );
  const night = { ...entry, start: Date.UTC(2026, 10, 24, 22), end: Date.UTC(2026, 10, 25, 0, 30) };
  expect(linesOf(night, wording)[0]).toBe(
    'Tuesday, 24 November 2026, 23:00, to Wednesday, 25 November 2026, 01:30, Berlin (UTC+1)',
  );
});

it('[R28] leaves the topic out where the organizer wants it so', async () => {
  const text = await loadMailText('en');
  for (const content of meeting('en', { topic: null })) {
    const mail = meetingMail(content, { organizer, origin, text, stopUrl });
    expect(mail.subject + mailAsText(mail) + mailAsHtml(mail)).not.toContain('Shift plan');
  }
});

it('[T27] writes what people typed as text, wherever it stands', async () => {
  const text = await loadMailText('en');
  const typed = `"><script>alert('1')</script>&`;
  const content = meeting('en', { topic: typed })[0];
  const frame = { organizer: { ...organizer, name: typed }, origin, text, stopUrl };
  if (content === undefined) throw new Error('no content');
  const html = mailAsHtml(meetingMail(content, frame));
  expect(html).not.toContain('<script');
  expect(html.match(/&quot;&gt;&lt;script&gt;alert\(&#39;1&#39;\)/g)?.length).toBeGreaterThan(3);
});
