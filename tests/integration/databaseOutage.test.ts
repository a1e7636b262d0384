import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeetingList } from '../../shared/src/wire/meetingApi.ts';
import { createSchema, findPostgres, startPostgres, type Postgres } from '../support/postgres.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';

const missing = findPostgres() === undefined && process.env['CI'] !== 'true';

describe.skipIf(missing)('[T02] while Postgres hangs', () => {
  let postgres: Postgres;
  let server: RunningServer;
  beforeAll(async () => {
    postgres = await startPostgres();
    const { url } = await createSchema(postgres.server);
    server = await startServer({ env: { DATABASE_URL: url } });
  });
  afterAll(async () => {
    await server.remove();
    await postgres.stop();
  });

  const prelogin = (): Promise<Response> =>
    fetch(`${server.origin}/api/prelogin`, {
      method: 'POST',
      headers: { origin: server.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ address: 'nobody@example.org' }),
    });

  it('refuses in time, says so to the balancer, and works again by itself', async () => {
    expect((await prelogin()).status).toBe(200);
    postgres.pause();
    try {
      const from = performance.now();
      const refused = await prelogin();
      expect(refused.status).toBe(503);
      expect(await refused.json()).toEqual({ code: 'unavailable' });
      expect(performance.now() - from).toBeLessThan(4_000);
      expect((await fetch(`${server.origin}/readyz`)).status).toBe(503);
      expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
    } finally {
      postgres.resume();
    }
    await expect.poll(async () => (await prelogin()).status).toBe(200);
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
  });

  it('does not tell the terminal or the log where the database is', async () => {
    const { port } = new URL(postgres.server);
    expect(JSON.stringify(server.log())).not.toContain(port);
    await expect
      .poll(() => server.log().some(({ event }) => event === 'http.unavailable'))
      .toBe(true);
    await expect(fetch(`${server.origin}/healthz`)).resolves.toMatchObject({ status: 200 });
  });

  it('lives on when Postgres is killed in the middle of writes, and loses nothing that it acknowledged', async () => {
    const organizer = await newOrganizer(server.origin);
    const acknowledged: string[] = [];
    let ended = false;
    const writers = Array.from({ length: 4 }, async () => {
      while (!ended) {
        await createMeeting(organizer).then(
          ({ meetingId }) => acknowledged.push(meetingId),
          // Nothing is refused for long: the next one is asked for at once, but not in the same moment.
          () => new Promise((resolve) => setImmediate(resolve)),
        );
      }
    });
    for (let crash = 0; crash < 3; crash++) {
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length).toBeGreaterThan(before + 5);
      await postgres.crash();
      expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
      expect((await fetch(`${server.origin}/readyz`)).status).toBe(503);
      await postgres.startAgain();
    }
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length).toBeGreaterThan(before);
    ended = true;
    await Promise.all(writers);
    const answer: unknown = await (await organizer.send('GET', '/api/meetings')).json();
    const kept = v.parse(MeetingList, answer).meetings.map(({ meetingId }) => meetingId);
    expect(acknowledged.filter((id) => !kept.some((one) => one === id))).toEqual([]);
  }, 90_000);
});
