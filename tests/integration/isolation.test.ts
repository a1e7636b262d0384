import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { ConsentText, MadeInvite } from '../../shared/src/wire/companyApi.ts';
import { JOIN_PROOF_HEADER } from '../../shared/src/wire/filesApi.ts';
import { peerRequests } from '../../shared/src/wire/peerRequests.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { routeManifest } from '../support/routeManifest.ts';
import { COMPILE_CACHE, startServer, type RunningServer } from '../support/server.ts';
import { newFileId } from '../support/fileServer.ts';
import { random } from '../support/signers.ts';
import { createMeeting, draftMeeting, type TestMeeting } from '../support/testMeeting.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';
import { WirePeer } from '../support/wirePeer.ts';

const OPERATOR = fileURLToPath(new URL('../../server/src/operator.ts', import.meta.url));
const HOOK = new URL('../support/routeTable.ts', import.meta.url).href;

/** Words that stand in the victim's data and nowhere else. */
const CANARIES = ['Canarina', 'canary@victim.example', 'Canary Cooperative', 'canary notice'];

const folder = mkdtempSync(join(tmpdir(), 'conclave-routes-'));
let server: RunningServer;
let victim: NodeBrowser;
let meeting: TestMeeting;
let ids: Readonly<Record<string, string>>;
let registered: string[];
/** Whoever is not the victim, by who they are. */
const callers = new Map<string, NodeBrowser>();

async function invited(by: NodeBrowser, change: object = {}): Promise<NodeBrowser> {
  const answer = await by.send('POST', '/api/company/invites', { role: 'organizer' });
  const { token: invite } = v.parse(MadeInvite, await answer.json());
  const browser = new NodeBrowser(server.origin);
  await browser.register({ invite, ...change });
  return browser;
}

async function ownCompany(accountName: string): Promise<NodeBrowser> {
  const browser = new NodeBrowser(server.origin);
  await browser.register();
  await browser.send('PATCH', '/api/company', { accountName, companyName: null });
  return browser;
}

function operator(...args: string[]): string {
  const { PATH = '' } = process.env;
  const { port: PORT } = new URL(server.origin);
  const env = { PATH, DATA_DIR: server.dataDir, PORT, NODE_COMPILE_CACHE: COMPILE_CACHE };
  return execFileSync(process.execPath, [OPERATOR, ...args], { env, encoding: 'utf8' });
}

beforeAll(async () => {
  const table = join(folder, 'routes');
  server = await startServer({
    env: {
      NODE_OPTIONS: `--import=${HOOK}`,
      ROUTE_TABLE: table,
      OPERATOR_TOKEN: 'a token of the operator of enough letters',
    },
  });
  registered = [...new Set(readFileSync(table, 'utf8').trim().split('\n'))].filter(
    (route) => !route.startsWith('HEAD ') && !route.startsWith('OPTIONS '),
  );
  const boss = await ownCompany('Canary Cooperative');
  victim = await invited(boss, { firstName: 'Canarina', address: 'canary@victim.example' });
  meeting = await createMeeting(victim);
  const { account } = v.parse(
    v.object({ account: v.object({ accountId: v.string() }) }),
    await (await victim.send('GET', '/api/session')).json(),
  );
  const invite = await boss.send('POST', '/api/company/invites', { role: 'organizer' });
  const { inviteId } = v.parse(MadeInvite, await invite.json());
  const statements = { live: 'a', archive: 'b', summary: 'c' };
  const wording = { intro: 'canary notice', statements, details: 'd' };
  const written = { name: 'Staff', language: 'en', wording };
  const text = await boss.send('POST', '/api/company/texts', written);
  const { textId } = v.parse(ConsentText, await text.json());
  ids = {
    ...{ meetingId: meeting.meetingId, accountId: account.accountId, inviteId, textId },
    ...{ fileId: newFileId(), index: '0', position: '1', place: 'chat', kind: 'meeting' },
    ...{ seriesId: toBase64Url(random(16)), sendId: toBase64Url(random(16)) },
    ...{ id: toBase64Url(random(32)), token: toBase64Url(random(32)) },
    ...{ requestId: randomUUID(), linkId: toBase64Url(random(32)) },
  };

  callers.set('nobody', new NodeBrowser(server.origin));
  const guest = new NodeBrowser(server.origin);
  guest.headers.set(JOIN_PROOF_HEADER, toBase64Url(meeting.proofs.copied));
  callers.set('guest with the link', guest);
  const half = new NodeBrowser(server.origin);
  half.cookies.set('session', toBase64Url(random(32)));
  callers.set('half signed in', half);
  const suspended = await invited(boss);
  const gone = await suspended.send('GET', '/api/account');
  const { accountId } = v.parse(v.object({ accountId: v.string() }), await gone.json());
  await boss.send('PATCH', `/api/company/members/${accountId}`, { to: 'suspended' });
  callers.set('suspended', suspended);
  callers.set('colleague', await invited(boss));
  verifyAddresses(server);
  callers.set('unverified', await invited(boss));
  callers.set('admin of another company', await ownCompany('Elsewhere'));
  const lapsed = await ownCompany('Lapsed Company');
  const [row = ''] = operator('companies')
    .split('\n')
    .filter((line) => line.includes('Lapsed Company'));
  operator('mark-lapsed', '--company', row.slice(0, 36));
  callers.set('organizer of a lapsed company', await invited(lapsed));
  callers.set('admin of the company', boss);
}, 120_000);

afterAll(async () => {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const SIGNED_OUT = ['nobody', 'guest with the link', 'half signed in', 'suspended'];
const COLLEAGUES = ['colleague', 'unverified', 'admin of the company'];
const ADMINS = ['admin of another company', 'admin of the company'];

function pathOf(route: string, values: Readonly<Record<string, string>>): [string, string] {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? name);
  return [method, path.replace('*', 'index.html')];
}

async function ask(
  who: string,
  route: string,
  values = ids,
): Promise<{ status: number; text: string }> {
  const browser = callers.get(who);
  if (browser === undefined) throw new Error(`nobody is ${who}`);
  const [method, path] = pathOf(route, values);
  const body = method === 'GET' ? undefined : routeManifest[route]?.body;
  const response = await browser.send(method, path, body);
  return { status: response.status, text: await response.text() };
}

/** Of a body that was left out in the manifest only its form is refused. */
const isRefused = (status: number): boolean => status >= 400 && status < 500;

const routes = Object.keys(routeManifest);
const of = (...audiences: string[]): string[] =>
  routes.filter((route) => audiences.includes(routeManifest[route]?.audience ?? ''));

/** What a connection can ask for; all but `ping` and `enter` needs a link first. A new request is a word here. */
const REQUESTS = [
  ...['ping', 'enter', 'knock', 'withdrawKnock', 'answerKnock', 'startSession', 'takeTicket'],
  ...['commit', 'ackCommit', 'resume', 'reportHead', 'provideHead', 'relay', 'endSession', 'leave'],
  ...['registerAuthor', 'openDocuments', 'appendEntry', 'signalDocument', 'openMedia', 'joinMedia'],
  ...['connectTransport', 'restartIce', 'produce', 'pauseProducer', 'resumeProducer'],
  ...['closeProducer', 'consume', 'resumeConsumer', 'pauseConsumer', 'closeConsumer'],
  ...['setPreferredLayers', 'requestKeyFrame'],
];

describe('[T15] the manifest', () => {
  it('knows every route that the server has', () => {
    expect(registered.filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('knows every request that a connection can send', () => {
    expect(Object.keys(peerRequests).sort()).toEqual([...REQUESTS].sort());
  });
});

describe('[T15] nobody sees or changes what is not theirs', () => {
  it.each(SIGNED_OUT)('%s is refused wherever one must be signed in', async (who) => {
    const closed = of('account', 'own', 'admin').filter((route) => registered.includes(route));
    const answers: string[] = [];
    for (const route of closed) {
      const { status, text } = await ask(who, route);
      const fits = status === 401 || (status === 400 && routeManifest[route]?.body === undefined);
      if (!fits) answers.push(`${route}: ${status} ${text}`);
    }
    expect(answers).toEqual([]);
  });

  it.each(['colleague', 'unverified', 'organizer of a lapsed company'])(
    '%s is refused what admins do',
    async (who) => {
      const answers: string[] = [];
      for (const route of of('admin')) {
        const { status, text } = await ask(who, route);
        const fits = status === 403 || (status === 400 && routeManifest[route]?.body === undefined);
        if (!fits) answers.push(`${route}: ${status} ${text}`);
      }
      expect(answers).toEqual([]);
    },
  );

  it.each(['colleague', 'unverified', 'organizer of a lapsed company', ...ADMINS])(
    '%s: a thing of the victim answers as one that does not exist',
    async (who) => {
      const nothing = {
        ...ids,
        meetingId: draftMeeting().meetingId,
        ...(!COLLEAGUES.includes(who) && { textId: crypto.randomUUID() }),
      };
      for (const route of of('own', 'member', 'link')) {
        if (!registered.includes(route)) continue;
        // Consent texts belong to the company, and its people choose from them.
        if (COLLEAGUES.includes(who) && route.includes('/texts/')) continue;
        const foreign = await ask(who, route);
        expect([route, isRefused(foreign.status)]).toEqual([route, true]);
        expect([route, foreign]).toEqual([route, await ask(who, route, nothing)]);
      }
    },
  );

  it('an admin reaches nobody of another company', async () => {
    for (const route of of('admin').filter((one) => one.includes(':'))) {
      const { status, text } = await ask('admin of another company', route);
      expect([route, status, text]).toEqual([route, 404, '{"code":"notFound"}']);
    }
  });

  it('the admin of the company is told nothing of its meetings', async () => {
    for (const route of of('admin', 'account').filter((one) => one.startsWith('GET '))) {
      if (!registered.includes(route)) continue;
      const { text } = await ask('admin of the company', route);
      expect(text).not.toContain(meeting.meetingId);
    }
  });

  it('only the token opens the operator’s page', async () => {
    for (const who of callers.keys()) {
      expect((await ask(who, 'GET /api/operator/health')).status).toBe(404);
    }
  });

  it('a lapsed company reads, and begins nothing', async () => {
    const lapsed = callers.get('organizer of a lapsed company');
    const refused = await lapsed?.send('POST', '/api/meetings', draftMeeting().request);
    expect([refused?.status, await refused?.text()]).toEqual([403, '{"code":"lapsed"}']);
    expect((await lapsed?.send('GET', '/api/meetings'))?.status).toBe(200);
  });

  it('no answer to anybody outside holds a word of the victim’s', async () => {
    const outside = [...SIGNED_OUT, 'admin of another company', 'organizer of a lapsed company'];
    for (const who of outside) {
      for (const route of of('open', 'account', 'own', 'admin', 'member', 'link', 'operator')) {
        if (!registered.includes(route)) continue;
        const { status, text } = await ask(who, route);
        expect([route, status < 500]).toEqual([route, true]);
        for (const word of [...CANARIES, ids['accountId'] ?? '']) {
          expect([route, who, text.includes(word)]).toEqual([route, who, false]);
        }
      }
    }
  });

  it('after all of that the victim has everything', async () => {
    const list = await (await victim.send('GET', '/api/meetings')).text();
    expect(list).toContain(meeting.meetingId);
    const records = await victim.send('GET', `/api/meetings/${meeting.meetingId}/records`);
    expect(records.status).toBe(200);
    const self = await (await victim.send('GET', '/api/account')).text();
    expect(self).toContain('Canarina');
  });
});

describe('[T15] connections', () => {
  // `ping` asks whether anybody is there, and is told nothing else.
  const beyondPing = Object.keys(peerRequests).filter((method) => method !== 'ping');
  it.each(beyondPing)('%s is refused before a link was shown', async (method) => {
    const peer = await WirePeer.connect(server.origin);
    const reply: unknown = await peer.socket.timeout(10_000).emitWithAck(method, {});
    expect(reply).toMatchObject({ ok: false });
    peer.close();
  });

  it('a foreign link and a meeting that does not exist answer the same', async () => {
    const other = await createMeeting(await ownCompany('Another'));
    for (const { meetingId } of [meeting, draftMeeting()]) {
      const peer = await WirePeer.connect(server.origin);
      const params = { meetingId, joinProof: other.proofs.copied };
      expect(await peer.refusal('enter', params)).toBe('linkUnknown');
      peer.close();
    }
  });
});
