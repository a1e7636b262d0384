import { createHash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { toBase64Url } from '@conclave/shared/bytes';
import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import { JOIN_PROOF_HEADER } from '@conclave/shared/wire/filesApi';
import { PublicDataMap } from '@conclave/shared/wire/dataMapApi';
import {
  RequestList,
  RequestStage,
  RightsStanding,
  ServerExport,
} from '@conclave/shared/wire/rightsApi';
import { StatisticList } from '@conclave/shared/wire/statisticsApi';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnMap } from '../../server/src/store/columnMap.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { startSmtpSink, type Arrived, type SmtpSink } from '../support/smtpSink.ts';
import {
  createMeeting,
  draftMeeting,
  newOrganizer,
  type TestMeeting,
} from '../support/testMeeting.ts';

let sink: SmtpSink;
let server: RunningServer;
let mara: NodeBrowser;
let meeting: TestMeeting;
let guest: NodeBrowser;

beforeAll(async () => {
  sink = await startSmtpSink();
  server = await startServer({
    env: {
      SMTP_URL: sink.url,
      CONTROLLER_NAME: 'Hallwerk Cooperative',
      CONTROLLER_ADDRESS: 'Hall 3',
      CONTROLLER_EMAIL: 'privacy@hallwerk.example',
    },
  });
  mara = await newOrganizer(server.origin);
  meeting = await createMeeting(mara);
  guest = new NodeBrowser(server.origin);
  guest.headers.set(JOIN_PROOF_HEADER, toBase64Url(meeting.proofs.copied));
}, 60_000);
afterAll(async () => {
  await server.remove();
  await sink.close();
}, 60_000);

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');
const code = async (response: Response): Promise<unknown> =>
  `${String(response.status)} ${v.parse(v.object({ code: v.string() }), await response.json()).code}`;
const read = async <S extends v.GenericSchema>(
  schema: S,
  response: Response,
): Promise<v.InferOutput<S>> => v.parse(schema, await response.json());
const standing = async (who = mara): Promise<RightsStanding> =>
  read(RightsStanding, await who.send('GET', '/api/rights'));
const addressOf = async (who: NodeBrowser): Promise<string> =>
  (await read(v.object({ address: v.string() }), await who.send('GET', '/api/account'))).address;
const isTo = ({ to, mail }: Arrived, address: string, begin: string): boolean =>
  to === address && (mail.subject ?? '').startsWith(begin);
const requests = (id: string = meeting.meetingId): string => `/api/meetings/${id}/requests`;
const newRequest = (token = randomBytes(32)) => ({
  sealedRequest: random(400),
  receiptHash: createHash('sha256').update(token).digest('base64url'),
});

describe('my data', () => {
  it('[R4] the list of everything that is stored is served to anybody, and is the whole schema', async () => {
    const map = await read(
      PublicDataMap,
      await new NodeBrowser(server.origin).send('GET', '/api/data-map'),
    );
    const names = map.values.filter(({ place }) => place === 'database').map(({ name }) => name);
    expect(names).toEqual(columnMap().map(({ table, column }) => `${table}.${column}`));
  });

  it('[R96, R102, R103] an export holds what is the account’s own, by the plan, and nothing of anybody else', async () => {
    const other = await newOrganizer(server.origin);
    const { meetingId: foreign } = await createMeeting(other);
    const response = await mara.send('GET', '/api/rights/export');
    const text = await response.clone().text();
    const { tables } = await read(ServerExport, response);
    expect(text).toContain(await addressOf(mara));
    expect(text).toContain(meeting.meetingId);
    expect(text).not.toContain(await addressOf(other));
    expect(text).not.toContain(foreign);
    const account = tables.find(({ table }) => table === 'account');
    expect(account?.rows).toHaveLength(1);
    expect(tables.find(({ table }) => table === 'meeting_link')?.sealed).toEqual(['sealed_card']);
  });

  it('[R102] an export gives away no proof of a password, no token and no hash of a code', async () => {
    const text = await (await mara.send('GET', '/api/rights/export')).text();
    for (const name of ['auth_hash', 'token_hash', 'code_hash', 'sealed_value', 'kdf']) {
      expect(text).not.toContain(`"${name}"`);
    }
  });

  it('[R95] nothing of this is served to whoever is not signed in', async () => {
    const nobody = new NodeBrowser(server.origin);
    for (const path of ['/api/rights', '/api/rights/export', '/api/rights/requests']) {
      expect(await code(await nobody.send('GET', path))).toBe('401 signedOut');
    }
  });

  it('[R98] a restricted account plans no meeting and mails nobody, and hears before it is lifted', async () => {
    const jo = await newOrganizer(server.origin);
    const address = await addressOf(jo);
    expect((await jo.send('PATCH', '/api/rights', { restricted: true })).status).toBe(200);
    const refused = await jo.send('POST', '/api/meetings', draftMeeting().request);
    expect(await code(refused)).toBe('403 restricted');
    expect((await standing(jo)).restrictedAt).not.toBeNull();
    // Leaving something else alone does not lift it.
    await jo.send('PATCH', '/api/rights', { noStatistics: true });
    expect((await standing(jo)).restrictedAt).not.toBeNull();
    await jo.send('PATCH', '/api/rights', { restricted: false });
    expect((await standing(jo)).restrictedAt).toBeNull();
    await createMeeting(jo);
    await expect
      .poll(() => sink.arrived.filter((one) => isTo(one, address, 'The use of your data')).length)
      .toBe(2);
  });

  it('[R104, R109] objections and wishes are kept, and what is not listed is refused', async () => {
    const change = { noStatistics: true, afterDeath: 'handOver' };
    const kept = await read(RightsStanding, await mara.send('PATCH', '/api/rights', change));
    expect(kept).toMatchObject({ ...change, restrictedAt: null });
    for (const wrong of [{ afterDeath: 'sell' }, { restricted: 1 }, { more: true }]) {
      expect(await code(await mara.send('PATCH', '/api/rights', wrong))).toBe('400 malformed');
    }
    await mara.send('PATCH', '/api/rights', { noStatistics: false });
  });
});

describe('versions of policy and terms', () => {
  it('[R9, R10] who was there before asks to be shown a new policy, and its acknowledgement is stored', async () => {
    const early = await newOrganizer(server.origin);
    expect(await standing(early)).toMatchObject({ acknowledged: true, termsChanged: false });
    const database = new DatabaseSync(join(server.dataDir, 'conclave.db'), { timeout: 20_000 });
    const { accountId } = await early.tools.api.account();
    database
      .prepare('update account set registered_at = 5, terms_version = ? where id = ?')
      .run('2020-01-01', accountId);
    expect(await standing(early)).toMatchObject({ acknowledged: false, termsChanged: true });
    const { policy: policyVersion, terms: termsVersion, dpa: dpaVersion } = policyVersions;
    const seen = { policyVersion, termsVersion, dpaVersion };
    const other = { ...seen, termsVersion: '2020-01-01' };
    const path = '/api/rights/acknowledgement';
    expect(await code(await early.send('POST', path, other))).toBe('422 termsRequired');
    expect(await standing(early)).toMatchObject({ acknowledged: false });
    expect((await early.send('POST', path, seen)).status).toBe(204);
    expect(await standing(early)).toMatchObject({ acknowledged: true, termsChanged: false });
    const row = database
      .prepare(
        'select acknowledged_version as version, terms_version as terms from policy_notice join account on id = account_id where id = ?',
      )
      .get(accountId);
    database.close();
    expect({ ...row }).toEqual({ version: policyVersion, terms: termsVersion });
  });
});

describe('a guest’s request', () => {
  it('[R107, R110] goes sealed to the organizer, with a month to answer, a mail and a receipt', async () => {
    const token = randomBytes(32);
    const body = newRequest(token);
    const stage = await read(RequestStage, await guest.send('POST', requests(), body));
    expect(stage.dueAt - stage.receivedAt).toBe(30 * 24 * 3_600_000);
    const again = await read(RequestStage, await guest.send('POST', requests(), body));
    expect(again).toEqual(stage);
    const list = await read(RequestList, await mara.send('GET', '/api/rights/requests'));
    const mine = list.requests.filter(({ sealedRequest }) => sealedRequest === body.sealedRequest);
    expect(mine).toHaveLength(1);
    expect((await standing()).openRequests).toBeGreaterThan(0);
    const sealedAnswer = random(200);
    const answer = await mara.send('PUT', `/api/rights/requests/${mine[0]?.id ?? ''}`, {
      sealedAnswer,
    });
    expect(answer.status).toBe(204);
    const look = await guest.send('POST', '/api/requests/look', {
      token: token.toString('base64url'),
    });
    expect(await read(RequestStage, look)).toMatchObject({ sealedAnswer });
    const address = await addressOf(mara);
    await expect
      .poll(() => sink.arrived.filter((one) => isTo(one, address, 'Somebody asks')).length)
      .toBe(1);
    const [mail] = sink.arrived.filter((one) => isTo(one, address, 'Somebody asks'));
    expect(mail?.raw).not.toContain(meeting.meetingId);
  });

  it('[R108] is taken from holders of a link only, and read with its receipt only', async () => {
    const stranger = new NodeBrowser(server.origin);
    expect(await code(await stranger.send('POST', requests(), newRequest()))).toBe('400 malformed');
    stranger.headers.set(JOIN_PROOF_HEADER, random(32));
    expect(await code(await stranger.send('POST', requests(), newRequest()))).toBe(
      '404 linkUnknown',
    );
    const wrong = { token: random(32) };
    expect(await code(await guest.send('POST', '/api/requests/look', wrong))).toBe('404 notFound');
  });

  it.each([
    ['a receipt', '/api/requests/look', { token: 'B'.repeat(43) }],
    ['the hash of a receipt', undefined, { ...newRequest(), receiptHash: 'B'.repeat(43) }],
    ['a sealed request', undefined, { ...newRequest(), sealedRequest: 'AAAAB' }],
  ])('[T27] is refused with a code where %s are letters of no bytes', async (_, path, body) => {
    expect(await code(await guest.send('POST', path ?? requests(), body))).toBe('400 malformed');
  });

  it('[R110] of another organizer is neither listed nor answered', async () => {
    const other = await newOrganizer(server.origin);
    const list = await read(RequestList, await mara.send('GET', '/api/rights/requests'));
    const id = list.requests[0]?.id ?? '';
    expect(id).not.toBe('');
    expect(
      (await read(RequestList, await other.send('GET', '/api/rights/requests'))).requests,
    ).toEqual([]);
    const answer = await other.send('PUT', `/api/rights/requests/${id}`, {
      sealedAnswer: random(40),
    });
    expect(await code(answer)).toBe('404 notFound');
  });

  it('[R44] goes with its meeting', async () => {
    const second = await createMeeting(mara);
    const visitor = new NodeBrowser(server.origin);
    visitor.headers.set(JOIN_PROOF_HEADER, toBase64Url(second.proofs.mailed));
    const token = randomBytes(32);
    await visitor.send('POST', requests(second.meetingId), newRequest(token));
    await mara.send('DELETE', `/api/meetings/${second.meetingId}`);
    const look = { token: token.toString('base64url') };
    expect(await code(await visitor.send('POST', '/api/requests/look', look))).toBe('404 notFound');
  });
});

describe('statistics of connections', () => {
  const path = (id: string = meeting.meetingId): string => `/api/meetings/${id}/statistics`;
  const statistic = {
    id: random(16),
    sealedParticipant: random(72),
    osName: 'linux',
    osVersion: '6.1',
    browserVendor: 'mozilla',
    browserType: 'firefox',
    browserVersion: '140.0',
    sentKbps: 900,
    receivedKbps: 1400,
    roundTripMs: 31,
    jitterMs: 4,
    lostPerMille: 2,
    quality: 'good',
    connectionError: 'none',
  } as const;

  it('[R43, R89] hold exactly their fields, under a random id; no column has a name or an address', async () => {
    expect((await guest.send('PUT', path(), statistic)).status).toBe(204);
    const { statistics } = await read(StatisticList, await mara.send('GET', path()));
    expect(statistics).toEqual([{ ...statistic, writtenAt: statistics[0]?.writtenAt }]);
    const columns = columnMap()
      .filter(({ table }) => table === 'connection_statistic')
      .map(({ column }) => column);
    expect(columns.join(' ')).toBe(
      'id meeting_id written_at sealed_participant os_name os_version browser_vendor browser_type browser_version sent_kbps received_kbps round_trip_ms jitter_ms lost_per_mille quality connection_error',
    );
  });

  it.each([
    ['a name', { name: 'Mara' }],
    ['a whole user agent', { browserVersion: 'Mozilla/5.0 (X11; Linux)' }],
    ['a system that is none', { osName: 'Mara’s laptop' }],
    ['a negative figure', { roundTripMs: -1 }],
    ['a figure that is no number', { lostPerMille: '2' }],
    ['a participant in letters of no bytes', { sealedParticipant: 'B'.repeat(65) }],
    ['an id in letters of no bytes', { id: 'B'.repeat(22) }],
  ])('[R89] with %s are refused', async (_, change) => {
    const response = await guest.send('PUT', path(), { ...statistic, id: random(16), ...change });
    expect(await code(response)).toBe('400 malformed');
  });

  it('[R90] are taken from holders of a link and read by the organizer alone', async () => {
    const stranger = new NodeBrowser(server.origin);
    stranger.headers.set(JOIN_PROOF_HEADER, random(32));
    expect(await code(await stranger.send('PUT', path(), statistic))).toBe('404 linkUnknown');
    const other = await newOrganizer(server.origin);
    expect(await code(await other.send('GET', path()))).toBe('404 notFound');
    expect(await code(await guest.send('GET', path()))).toBe('401 signedOut');
  });

  it('[R44] of another meeting are not overwritten with their id', async () => {
    const second = await createMeeting(mara);
    const visitor = new NodeBrowser(server.origin);
    visitor.headers.set(JOIN_PROOF_HEADER, toBase64Url(second.proofs.copied));
    const taken = await visitor.send('PUT', path(second.meetingId), {
      ...statistic,
      osName: 'ios',
    });
    expect(await code(taken)).toBe('403 notAllowed');
    const { statistics } = await read(StatisticList, await mara.send('GET', path()));
    expect(statistics.map(({ osName }) => osName)).toEqual(['linux']);
  });

  it('[R104] are not kept where the organizer objects', async () => {
    await mara.send('PATCH', '/api/rights', { noStatistics: true });
    expect((await guest.send('PUT', path(), { ...statistic, id: random(16) })).status).toBe(204);
    const { statistics } = await read(StatisticList, await mara.send('GET', path()));
    expect(statistics).toHaveLength(1);
  });
});

describe('a question for support', () => {
  it('[R136, R137] becomes one mail to the controller, to be answered to who asked, and stays nowhere', async () => {
    const text = `No picture since Monday. ${random(20)}`;
    const question = { replyTo: 'jo@guests.example', language: 'en', text };
    const visitor = new NodeBrowser(server.origin);
    expect((await visitor.send('POST', '/api/support', question)).status).toBe(204);
    const arrived = (): typeof sink.arrived =>
      sink.arrived.filter(({ to }) => to === 'privacy@hallwerk.example');
    await expect.poll(() => arrived().length).toBe(1);
    const [one] = arrived();
    expect(one?.mail.replyTo?.[0]?.address).toBe('jo@guests.example');
    expect(one?.mail.text).toContain(text);
    const database = new DatabaseSync(join(server.dataDir, 'conclave.db'), {
      readOnly: true,
      timeout: 20_000,
    });
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    const all = tables.map(({ name }) =>
      JSON.stringify(
        database.prepare(`select * from "${String(name)}"`).all(),
        (_, value: unknown) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      ),
    );
    database.close();
    expect(all.join('\n')).not.toContain(text);
    expect(all.join('\n')).not.toContain('jo@guests.example');
    expect(JSON.stringify(server.log())).not.toContain('jo@guests');
  });

  it.each([
    ['without an address', { replyTo: '' }],
    ['with an address that brings a header', { replyTo: 'a@b.example\r\nBcc: c@d.example' }],
    ['without a text', { text: '  ' }],
    ['with hidden letters', { text: 'a\u202eb' }],
    ['that is too long', { text: 'a'.repeat(4_001) }],
  ])('[T27] %s is refused', async (_, change) => {
    const question = { replyTo: 'jo@guests.example', language: 'en', text: 'x', ...change };
    const response = await new NodeBrowser(server.origin).send('POST', '/api/support', question);
    expect([400, 429]).toContain(response.status);
  });
});
