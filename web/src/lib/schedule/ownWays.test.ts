import { beforeAll, expect, it, vi } from 'vitest';
import { calendarEntry } from './calendarEntry.ts';
import { calendarOf, invitationText, mailtoOf } from './ownWays.ts';
import { planOf } from './testing/planOf.ts';

const LINK = 'https://meet.example/m/7Qd2#k3-mZ81v';
const organizer = { name: 'Mara Feldhaus', accountName: null, address: 'mara@hallwerk.example' };

beforeAll(() => {
  vi.stubGlobal('location', { origin: 'https://meet.example' });
});

const contentOf = (topic: string) => {
  const place = { origin: 'https://meet.example', link: LINK };
  const entry = calendarEntry({ id: 'A'.repeat(22), plan: planOf({ topic }) }, place);
  return { template: 'invitation', language: 'en', opens: false, entry } as const;
};

it('gives the invitation as text with time and link, and without what only our mails end with', async () => {
  const text = await invitationText(contentOf('Shift plan'), organizer);
  expect(text).toContain('Shift plan');
  expect(text).toContain('10:00 to 11:00, Berlin (UTC+1)');
  expect(text).toContain(LINK);
  expect(text).not.toContain('/stop');
});

it('[T27] a topic or address with signs of its own adds no field to the mail that is opened', async () => {
  const topic = 'Plan & budget?&bcc=eve@x.example #1 %0d%0aBcc: eve@x.example';
  const people = [{ address: 'jonas+a&b@lindau.example', name: '' }];
  const url = new URL(await mailtoOf(contentOf(topic), organizer, people));
  expect([...url.searchParams.keys()]).toEqual(['subject', 'body']);
  expect(url.searchParams.get('subject')).toContain(topic);
  expect(url.hash).toBe('');
  expect(decodeURIComponent(url.pathname)).toBe('jonas+a&b@lindau.example');
});

it('leaves the addresses to the own program where they are too many for its address line', async () => {
  const people = Array.from({ length: 50 }, (_, at) => ({
    address: `somebody-${String(at)}@lindau-textilmaschinen.example`,
    name: '',
  }));
  expect(new URL(await mailtoOf(contentOf('Plan'), organizer, people)).pathname).toBe('');
});

it('gives a calendar file that names nobody', async () => {
  const file = await calendarOf(contentOf('Shift plan'), Date.UTC(2026, 10, 22));
  const text = await file.text();
  expect(text).toContain('SUMMARY:Shift plan');
  expect(text).not.toMatch(/mara|ORGANIZER|ATTENDEE/iu);
});
