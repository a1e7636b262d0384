import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sealJob } from '../../web/src/lib/mail/MailJob.ts';
import { Canaries } from '../privacy/canaries.ts';
import { Scanner } from '../privacy/scan.ts';
import { mailed, newEntry, newInvitation, newJob, senderIn } from '../support/mailings.ts';
import { freePort } from '../support/freePort.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { startSmtpSink, type Arrived, type SmtpSink } from '../support/smtpSink.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';

let sink: SmtpSink;
let server: RunningServer;
let mara: NodeBrowser;

beforeAll(async () => {
  sink = await startSmtpSink();
  server = await startServer({
    env: { SMTP_URL: sink.url, MAIL_FROM: 'Hallwerk Meetings <meet@hallwerk.example>' },
  });
  mara = await newOrganizer(server.origin);
  verifyAddresses(server);
}, 60_000);
afterAll(async () => {
  await server.remove();
  await sink.close();
}, 60_000);

let people = 0;
const newAddress = (): string => `invited${++people}@guests.example`;
const to = (address: string): Arrived[] => sink.arrived.filter((one) => one.to === address);
const only = (address: string): Arrived => {
  const [mail, ...more] = to(address);
  if (mail === undefined || more.length > 0) throw new Error(`${more.length} more mails`);
  return mail;
};
const header = ({ mail }: Arrived, name: string): string | undefined =>
  mail.headers.find(({ key }) => key === name)?.value;

function relayPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return Number(parent) === server.pid && command.includes('mail/relay/main.ts');
      } catch {
        return false; // it ended meanwhile
      }
    });
}

describe('an invitation', () => {
  it('[R30, R64, R65, R67] arrives from the instance, replies go to the organizer, and it can be stopped', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    expect(await mailed(senderIn(mara), newJob(meetingId, [address]))).toEqual({
      [address]: 'accepted',
    });
    const arrived = only(address);
    const account = await (await mara.send('GET', '/api/account')).json();
    expect(arrived.mail.from?.address).toBe('meet@hallwerk.example');
    expect(arrived.mail.from?.name).toContain('Mara Feldhaus');
    expect(arrived.mail.replyTo?.[0]?.address).toBe(Reflect.get(Object(account), 'address'));
    expect(arrived.mail.subject).toBe('Invitation from Mara Feldhaus: Shift plan for spring');
    expect(arrived.mail.text).toContain('10:00 to 11:00, Berlin (UTC+1)');
    expect(arrived.mail.text).toContain('Your address was entered by Mara Feldhaus');
    expect(arrived.mail.text).toContain(`${server.origin}/privacy`);
    expect(arrived.mail.html).toContain(`${server.origin}/terms`);
    expect(arrived.mail.html).not.toMatch(/<img|<script|src=|url\(/i);
    expect(header(arrived, 'auto-submitted')).toBe('auto-generated');
    expect(header(arrived, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(arrived.raw).not.toContain(meetingId);
  });

  it('[M-9, R141] carries its calendar entry twice: as what mail programs act on, and as a file', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    await mailed(senderIn(mara), newJob(meetingId, [address]));
    const { mail, raw } = only(address);
    expect(raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/i);
    const file = mail.attachments.find(({ filename }) => filename === 'invitation.ics');
    if (file === undefined) throw new Error('no file');
    const { content } = file;
    const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
    const event = ICAL.Component.fromString(text).getFirstSubcomponent('vevent');
    expect(event?.getFirstPropertyValue('uid')).toBe(newEntry().uid);
    expect(String(event?.getFirstProperty('attendee')?.getFirstValue())).toBe(`mailto:${address}`);
  });

  it('[T27] refuses a thousand recipients with words of its own, and sends nothing', async () => {
    const { meetingId } = await createMeeting(mara);
    const addresses = Array.from({ length: 1_000 }, (_, at) => `crowd${at}@guests.example`);
    const job = newJob(meetingId, addresses);
    const body = {
      ...(await sealJob(newJob(meetingId, ['one@guests.example']), await senderIn(mara).key())),
      recipients: job.recipients.map(({ id }) => id),
    };
    const response = await mara.send('POST', '/api/mail/sends', body);
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ code: 'tooManyRecipients' });
    expect(sink.arrived.filter(({ to: who }) => who.startsWith('crowd'))).toEqual([]);
  });

  it('[T27] a topic and a name that look like headers or markup stay a topic and a name', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    const topic =
      '<img src=x onerror=alert(1)> =?utf-8?q?=0ABcc:_x@y.example?= "; \\, BEGIN:VALARM';
    const job = newJob(meetingId, [address], newInvitation({ topic }));
    expect(await mailed(senderIn(mara), job)).toEqual({ [address]: 'accepted' });
    const arrived = only(address);
    expect(arrived.mail.subject).toContain(topic);
    expect(arrived.mail.bcc ?? []).toEqual([]);
    expect(arrived.mail.html).not.toContain('<img');
    expect(arrived.mail.html).toContain('&lt;img src=x');
  });

  it.each([
    ['a line break in the topic', newInvitation({ topic: 'a\r\nBcc: x@y.example' })],
    ['text that turns around', newInvitation({ topic: 'a\u202eb' })],
    ['a line break in the zone', newInvitation({ zone: 'Europe/Berlin\r\nX:1' })],
    ['a link that is none', newInvitation({ link: 'javascript:alert(1)' })],
    ['an end before the beginning', newInvitation({ end: newEntry().start })],
    ['a name of a calendar entry with a line break', newInvitation({ uid: 'a\r\nATTENDEE:x' })],
  ])('[T27] refuses %s', async (_, content) => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    const { states, why } = await senderIn(mara).send(newJob(meetingId, [address], content));
    expect([...states.values()]).toEqual(['failed']);
    expect(why).toBe('malformed');
    expect(to(address)).toEqual([]);
  });

  it('[T27] refuses an address with a line break, and one address typed twice', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    for (const addresses of [
      [`a@b.example\r\nBcc: ${address}`],
      [address, address.toUpperCase()],
    ]) {
      expect((await senderIn(mara).send(newJob(meetingId, addresses))).why).toBe('malformed');
    }
    expect(to(address)).toEqual([]);
  });

  it('[T15] is not sent for a meeting of somebody else, nor is it told what became of theirs', async () => {
    const { meetingId } = await createMeeting(mara);
    const jonas = await newOrganizer(server.origin);
    verifyAddresses(server);
    const address = newAddress();
    const job = newJob(meetingId, [address]);
    expect((await senderIn(jonas).send(job)).why).toBe('notFound');
    await mailed(senderIn(mara), job);
    expect((await jonas.send('GET', `/api/mail/sends/${job.sendId}`)).status).toBe(404);
    const own = await createMeeting(jonas);
    const stolen = { ...job, meetingId: own.meetingId };
    expect((await senderIn(jonas).send(stolen)).why).toBe('notFound');
    expect(to(address)).toHaveLength(1);
  });
});

describe('[M-5, M-6] what becomes of each mail', () => {
  it('a person who is refused is told from one who may be tried again', async () => {
    const { meetingId } = await createMeeting(mara);
    const [fine, nobody, full] = [newAddress(), newAddress(), newAddress()];
    sink.refuse = (address) =>
      address === nobody ? { code: 550 } : address === full ? { code: 452 } : undefined;
    onTestFinished(() => {
      sink.refuse = () => undefined;
    });
    const job = newJob(meetingId, [fine, nobody, full]);
    expect(await mailed(senderIn(mara), job)).toEqual({
      [fine]: 'accepted',
      [nobody]: 'refused',
      [full]: 'failed',
    });
    sink.refuse = () => undefined;
    expect(await mailed(senderIn(mara), job)).toMatchObject({ [full]: 'accepted' });
    expect([fine, nobody, full].map((address) => to(address).length)).toEqual([1, 0, 1]);
  });

  it('sending the same job again reaches nobody twice', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    const job = newJob(meetingId, [address]);
    await Promise.all([mailed(senderIn(mara), job), mailed(senderIn(mara), job)]);
    await mailed(senderIn(mara), job);
    expect(to(address)).toHaveLength(1);
  });

  it('[T33] a relay that is killed while it hands a mail over: nobody gets two, and it is told', async () => {
    const { meetingId } = await createMeeting(mara);
    const [first, second] = [newAddress(), newAddress()];
    const job = newJob(meetingId, [first, second]);
    sink.beforeAnswer = (address) => {
      if (address !== first) return Promise.resolve();
      for (const pid of relayPids()) process.kill(pid, 'SIGKILL');
      return Promise.resolve();
    };
    onTestFinished(() => {
      sink.beforeAnswer = () => Promise.resolve();
    });
    expect(await mailed(senderIn(mara), job)).toEqual({ [first]: 'unknown', [second]: 'failed' });
    sink.beforeAnswer = () => Promise.resolve();
    expect(await mailed(senderIn(mara), job)).toEqual({ [first]: 'unknown', [second]: 'accepted' });
    expect([first, second].map((address) => to(address).length)).toEqual([1, 1]);
  });
});

describe('[M-5] a server that is stopped while it mails', () => {
  it('lets the mail under way arrive, begins no other, and goes on with the rest when it is back', async () => {
    const own = await startServer({ env: { SMTP_URL: sink.url } });
    onTestFinished(() => own.remove());
    const browser = await newOrganizer(own.origin);
    verifyAddresses(own);
    const { meetingId } = await createMeeting(browser);
    const [first, second] = [newAddress(), newAddress()];
    const job = newJob(meetingId, [first, second]);
    let stopped: Promise<unknown> | undefined;
    sink.beforeAnswer = async (address) => {
      if (address !== first) return;
      stopped = own.stop();
      const isWaiting = (): boolean => own.log().some(({ event }) => event === 'mail.settling');
      await expect.poll(isWaiting).toBe(true);
    };
    onTestFinished(() => {
      sink.beforeAnswer = () => Promise.resolve();
    });
    const begun = mailed(senderIn(browser), job);
    await expect.poll(() => stopped).toBeDefined();
    await stopped;
    await own.restart();
    await begun;
    expect(await mailed(senderIn(browser), job)).toEqual({
      [first]: 'accepted',
      [second]: 'accepted',
    });
    expect([first, second].map((address) => to(address).length)).toEqual([1, 1]);
  }, 120_000);
});

describe('[R65] the stop link', () => {
  const linkOf = (arrived: Arrived): string =>
    /<(.+)>/.exec(header(arrived, 'list-unsubscribe') ?? '')?.[1] ?? '';

  it('stops with one click of the mail program, changes nothing when looked at, and can be undone', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    await mailed(senderIn(mara), newJob(meetingId, [address]));
    const link = linkOf(only(address));
    await fetch(link);
    await fetch(link, { method: 'HEAD' });
    expect(await mailed(senderIn(mara), newJob(meetingId, [address]))).toEqual({
      [address]: 'accepted',
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'List-Unsubscribe=One-Click';
    expect((await fetch(link, { method: 'POST', headers, body })).status).toBe(204);
    expect(await mailed(senderIn(mara), newJob(meetingId, [address]))).toEqual({
      [address]: 'stopped',
    });
    const undo = await new NodeBrowser(server.origin).send('DELETE', new URL(link).pathname);
    expect(undo.status).toBe(204);
    expect(await mailed(senderIn(mara), newJob(meetingId, [address]))).toEqual({
      [address]: 'accepted',
    });
  });

  it('takes forms of several parts, and no link that we did not write', async () => {
    const { meetingId } = await createMeeting(mara);
    const address = newAddress();
    await mailed(senderIn(mara), newJob(meetingId, [address]));
    const link = linkOf(only(address));
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    const altered = link.replace(/.$/, link.endsWith('A') ? 'B' : 'A');
    expect((await fetch(altered, { method: 'POST', body: form })).status).toBe(404);
    expect((await fetch(link, { method: 'POST', body: form })).status).toBe(204);
  });
});

describe('[R148, T33] the relay', () => {
  it('leaves neither address, name, topic nor link anywhere on the server', async () => {
    const words = new Canaries(new SeededRandom(33));
    const { meetingId } = await createMeeting(mara);
    const address = `${words.of('address')}@guests.example`.toLowerCase();
    const content = newInvitation({
      topic: words.of('topic'),
      link: `https://meet.hallwerk.example/m/x#${words.of('link')}`,
    });
    const sender = senderIn(mara);
    const job = newJob(meetingId, [address], content);
    const scanner = new Scanner(
      words.prefix,
      new Map([...words.all, ['address', words.of('address')]]),
    );
    let inRelay = new Set<string>();
    sink.beforeAnswer = () => {
      for (const pid of relayPids()) inRelay = scanner.inMemory(pid);
      return Promise.resolve();
    };
    onTestFinished(() => {
      sink.beforeAnswer = () => Promise.resolve();
    });
    expect(Object.values(await mailed(sender, job))).toEqual(['accepted']);
    // That the search finds something: while it works, the relay has what it writes.
    expect([...inRelay]).toEqual(expect.arrayContaining(['topic', 'address']));
    await expect.poll(relayPids, { timeout: 40_000, interval: 250 }).toEqual([]);
    expect([...scanner.inMemory(server.pid)]).toEqual([]);
    expect([...scanner.inFolder(server.dataDir)]).toEqual([]);
  });

  it('[M-2] keeps its keys where nobody else reads them', async () => {
    await senderIn(mara).key();
    const folder = join(server.dataDir, 'mail-keys');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const names = readdirSync(folder);
    expect(names).toHaveLength(1);
    expect(statSync(join(folder, names[0] ?? '')).mode & 0o777).toBe(0o600);
  });
});

describe('[R66] how many go out', () => {
  it('ends at the limit of a day, with words of its own; a retry does not count', async () => {
    const small = await startServer({ env: { SMTP_URL: sink.url, MAIL_PER_DAY: '2' } });
    onTestFinished(() => small.remove());
    const browser = await newOrganizer(small.origin);
    verifyAddresses(small);
    const { meetingId } = await createMeeting(browser);
    const job = newJob(meetingId, [newAddress(), newAddress()]);
    expect(Object.values(await mailed(senderIn(browser), job))).toEqual(['accepted', 'accepted']);
    expect((await senderIn(browser).send(job)).why).toBeUndefined();
    expect((await senderIn(browser).send(newJob(meetingId, [newAddress()]))).why).toBe('mailLimit');
  });

  it('a mail server that is down: the mailing failed, and the same one goes out later', async () => {
    const port = await freePort();
    const later = await startSmtpSink({}, port);
    await later.close();
    const own = await startServer({ env: { SMTP_URL: later.url } });
    onTestFinished(() => own.remove());
    const browser = await newOrganizer(own.origin);
    verifyAddresses(own);
    const { meetingId } = await createMeeting(browser);
    const address = newAddress();
    const job = newJob(meetingId, [address]);
    expect(await mailed(senderIn(browser), job)).toEqual({ [address]: 'failed' });
    const back = await startSmtpSink({}, port);
    onTestFinished(() => back.close());
    expect(await mailed(senderIn(browser), job)).toEqual({ [address]: 'accepted' });
    expect(back.arrived).toHaveLength(1);
  }, 120_000);
});

describe('the development mailbox', () => {
  it('shows every mail where no mail server is configured, and lets none of it run', async () => {
    const own = await startServer();
    onTestFinished(() => own.remove());
    const browser = await newOrganizer(own.origin);
    verifyAddresses(own);
    const { meetingId } = await createMeeting(browser);
    const address = newAddress();
    await mailed(senderIn(browser), newJob(meetingId, [address]));
    const page = await fetch(`${own.origin}/dev/mail`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain(address);
    const path = /\/dev\/mail\/[\w-]+\/text/.exec(html)?.[0] ?? '';
    expect(await (await fetch(`${own.origin}${path}`)).text()).toContain('Shift plan for spring');
  });

  it('does not exist where mails go out', async () => {
    expect((await fetch(`${server.origin}/dev/mail.json`)).status).toBe(404);
    const page = await fetch(`${server.origin}/dev/mail`);
    expect(await page.text()).not.toContain('Development mailbox');
  });
});
