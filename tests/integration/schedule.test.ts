import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
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
