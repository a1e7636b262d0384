import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import {
  HostLinks,
  MAX_HOST_LINKS,
  MAX_SEALED_HOST_BYTES,
  OpenedHostLink,
} from '../../shared/src/wire/deputyApi.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, draftMeeting, newOrganizer } from '../support/testMeeting.ts';

let server: RunningServer;
let mara: NodeBrowser;
let jonas: NodeBrowser;

beforeAll(async () => {
  server = await startServer();
  mara = await newOrganizer(server.origin);
  jonas = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

const times = { startsAt: 1_800_000_000_000, endsAt: 1_800_003_600_000, keepDays: 30 };
const newId = (): string => toBase64Url(random(16));
const tables = () => ({ copied: toBase64Url(random(60)), mailed: toBase64Url(random(60)) });
const status = async (
  browser: NodeBrowser,
  ...request: [method: string, path: string, body?: unknown]
): Promise<number> => (await browser.send(...request)).status;

describe('the times of a meeting', () => {
  it('[T15] are written by its organizer, and by nobody else', async () => {
    const { meetingId } = await createMeeting(mara);
    const path = `/api/meetings/${meetingId}/schedule`;
    expect(await status(jonas, 'PUT', path, times)).toBe(404);
    expect(await status(new NodeBrowser(server.origin), 'PUT', path, times)).toBe(401);
    expect(await status(mara, 'PUT', path, times)).toBe(204);
    const unknown = `/api/meetings/${draftMeeting().meetingId}/schedule`;
    expect(await status(mara, 'PUT', unknown, times)).toBe(404);
  });

  it('[T27] that cannot be are refused, and so is anything beside them', async () => {
    const { meetingId } = await createMeeting(mara);
    const path = `/api/meetings/${meetingId}/schedule`;
    const impossible = [
      { ...times, endsAt: times.startsAt },
      { ...times, keepDays: 0 },
      { ...times, keepDays: 1.5 },
      { ...times, startsAt: -1 },
      { ...times, endsAt: 1e300 },
      { ...times, topic: 'Budget' },
    ];
    for (const body of impossible) expect(await status(mara, 'PUT', path, body)).toBe(400);
    expect(await status(mara, 'PUT', path, { ...times, keepDays: null })).toBe(204);
  });
});

describe('[C-3] the tables of a series', () => {
  it('are read by whoever has its id and renewed by its organizer only', async () => {
    const path = `/api/series/${newId()}`;
    const [first, second] = [tables(), tables()];
    const anybody = new NodeBrowser(server.origin);
    expect(await status(anybody, 'GET', path)).toBe(404);
    expect(await status(anybody, 'PUT', path, first)).toBe(401);
    expect(await status(mara, 'PUT', path, first)).toBe(204);
    expect(await status(jonas, 'PUT', path, second)).toBe(404);
    expect(await (await anybody.send('GET', path)).json()).toEqual(first);
    expect(await status(mara, 'PUT', path, second)).toBe(204);
    expect(await (await anybody.send('GET', path)).json()).toEqual(second);
  });

  it('[T15] go with a deletion by its organizer, and not by others', async () => {
    const path = `/api/series/${newId()}`;
    await mara.send('PUT', path, tables());
    expect(await status(jonas, 'DELETE', path)).toBe(204); // as if it had never been
    expect(await status(mara, 'GET', path)).toBe(200);
    expect(await status(mara, 'DELETE', path)).toBe(204);
    expect(await status(mara, 'GET', path)).toBe(404);
  });

  it('[T27] are no longer than tables are', async () => {
    const path = `/api/series/${newId()}`;
    const long = { copied: toBase64Url(random(2049)), mailed: toBase64Url(random(10)) };
    expect(await status(mara, 'PUT', path, long)).toBe(400);
    expect(await status(mara, 'PUT', path, { ...tables(), mailed: 'a' })).toBe(400);
  });
});

describe('[H-1] host links', () => {
  const sealed = (): string => toBase64Url(random(400));
  const linkOf = () => {
    const proof = random(32);
    const linkId = createHash('sha256').update(proof).digest('base64url');
    return { proof: toBase64Url(proof), path: `/api/host-links/${linkId}`, linkId };
  };
  const open = (who: NodeBrowser, proof: string, accept = false): Promise<Response> =>
    who.send('POST', '/api/host-links/open', { proof, accept });

  it('[T15] are made for one’s own meetings only, and show no keys to who holds the link and has not accepted', async () => {
    const { meetingId } = await createMeeting(mara);
    const { meetingId: foreign } = await createMeeting(jonas);
    const { proof, path, linkId } = linkOf();
    const keys = [{ meetingId, sealedHost: sealed() }];
    const both = [...keys, { meetingId: foreign, sealedHost: sealed() }];
    expect(await status(new NodeBrowser(server.origin), 'PUT', path, { keys, fresh: true })).toBe(
      401,
    );
    expect(await status(jonas, 'PUT', path, { keys, fresh: true })).toBe(404);
    expect(await status(mara, 'PUT', path, { keys: both, fresh: true })).toBe(404);
    expect((await open(jonas, proof)).status).toBe(404);
    expect(await status(mara, 'PUT', path, { keys, fresh: true })).toBe(204);
    const offer = { organizer: 'Mara Feldhaus', meetings: 1 };
    expect(await (await open(jonas, proof)).json()).toEqual({ ...offer, keys: [] });
    expect((await open(new NodeBrowser(server.origin), proof)).status).toBe(401);
    // The link is no way to put keys under it, and the own link is not used up by trying it.
    expect(await status(jonas, 'PUT', path, { keys: both.slice(1), fresh: true })).toBe(404);
    expect((await open(mara, proof, true)).status).toBe(403);
    const { links } = v.parse(HostLinks, await (await mara.send('GET', '/api/host-links')).json());
    expect(links.find((one) => one.linkId === linkId)?.deputy).toBeNull();
    expect(await (await open(jonas, proof, true)).json()).toEqual({ ...offer, keys });
  });

  it('belong to the first account that accepts one, and to nobody else from then on', async () => {
    const { meetingId } = await createMeeting(mara);
    const ines = await newOrganizer(server.origin);
    const { proof, path, linkId } = linkOf();
    await mara.send('PUT', path, { keys: [{ meetingId, sealedHost: sealed() }], fresh: true });
    expect((await open(jonas, proof, true)).status).toBe(200);
    expect((await open(ines, proof)).status).toBe(404);
    // The next occurrence of the series comes to the deputy without another link.
    const { meetingId: next } = await createMeeting(mara);
    const later = { keys: [{ meetingId: next, sealedHost: sealed() }], fresh: false };
    expect(await status(mara, 'PUT', path, later)).toBe(204);
    const opened = v.parse(OpenedHostLink, await (await open(jonas, proof)).json());
    expect(opened.keys.map((one) => one.meetingId).sort()).toEqual([meetingId, next].sort());
    const { links } = v.parse(HostLinks, await (await mara.send('GET', '/api/host-links')).json());
    expect(links.filter((one) => one.linkId === linkId)).toMatchObject([
      { deputy: 'Mara Feldhaus' },
    ]);
    // Of the organizer's own doing: nobody else takes it away.
    expect(await status(ines, 'DELETE', path)).toBe(204);
    expect((await open(jonas, proof)).status).toBe(200);
    expect(await status(mara, 'DELETE', path)).toBe(204);
    expect((await open(jonas, proof)).status).toBe(404);
  });

  it('[T27] are eight for a meeting, and sealed keys have a size', async () => {
    const { meetingId } = await createMeeting(mara);
    const put = (keys: unknown): Promise<number> =>
      status(mara, 'PUT', linkOf().path, { keys, fresh: true });
    for (let at = 0; at < MAX_HOST_LINKS; at++) {
      expect(await put([{ meetingId, sealedHost: sealed() }])).toBe(204);
    }
    expect(await put([{ meetingId, sealedHost: sealed() }])).toBe(429);
    expect(await put([])).toBe(400);
    expect(await put([{ meetingId, sealedHost: '' }])).toBe(400);
    const long = toBase64Url(random(MAX_SEALED_HOST_BYTES + 1));
    expect(await put([{ meetingId, sealedHost: long }])).toBe(400);
  });
});

it('[R58] no meeting is planned to stay longer than its company allows', async () => {
  const admin = await newOrganizer(server.origin);
  const { meetingId } = await createMeeting(admin);
  const path = `/api/meetings/${meetingId}/schedule`;
  const known = await admin.send('GET', '/api/company/policy');
  const { policy } = v.parse(v.object({ policy: v.looseObject({}) }), await known.json());
  const rules = { expectedVersion: 0, policy: { ...policy, longestAutoDeleteDays: 14 } };
  expect(await status(admin, 'PUT', '/api/company/policy', rules)).toBeLessThan(300);
  const refused = await admin.send('PUT', path, { ...times, keepDays: 15 });
  expect([refused.status, await refused.text()]).toEqual([403, '{"code":"policyForbids"}']);
  expect(await status(admin, 'PUT', path, { ...times, keepDays: 14 })).toBe(204);
  expect(await status(admin, 'PUT', path, { ...times, keepDays: null })).toBe(204);
});

it('[R68] no consent text is kept that a lobby card could not carry in all its languages', async () => {
  const admin = await newOrganizer(server.origin);
  const statements = { live: 'a', archive: 'b', summary: 'c' };
  const wording = { intro: 'x', statements, details: 'd'.repeat(3_500) };
  const body = { name: 'Staff', language: 'de', wording };
  const made = await admin.send('POST', '/api/company/texts', body);
  const { textId } = v.parse(v.object({ textId: v.string() }), await made.json());
  const path = `/api/company/texts/${textId}/versions`;
  const next = { language: 'fr', wording, expectedVersion: 0 };
  const refused = await admin.send('POST', path, next);
  expect([refused.status, await refused.text()]).toEqual([413, '{"code":"tooLarge"}']);
  const short = { ...wording, details: 'd'.repeat(1_800) };
  expect(await status(admin, 'POST', path, { ...next, wording: short })).toBeLessThan(300);
});
