import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import { MeetingId } from '../../shared/src/ids.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { findPostgres, startPostgres, type Postgres } from '../support/postgres.ts';
import type { RunningServer } from '../support/server.ts';
import { meet } from './proof/meeting.ts';
import { GUEST, HOST } from './proof/people.ts';
import { room } from './support/host.ts';
import { closingContexts } from './support/contexts.ts';
import { expectFrames, tileOf } from './support/tiles.ts';

const { CI, WEB_DIR } = process.env;

/** The lease of 6 s, then finding the way and each other on a machine that does other things as well. */
const BACK_MS = 60_000;

test.skip(findPostgres() === undefined && CI !== 'true', 'needs PostgreSQL');

let postgres: Postgres;
let cluster: Cluster;
/** All of it, as people see it. */
let server: RunningServer;
test.beforeAll(async () => {
  postgres = await startPostgres();
  const env = WEB_DIR === undefined ? {} : { WEB_DIR };
  cluster = await startCluster(postgres.server, ['a', 'b'], env);
  await cluster.allKnown();
  const { origin } = cluster;
  const remove = (): Promise<void> => cluster.remove();
  server = closingContexts({ ...cluster.node('a'), origin, remove });
});
test.afterAll(async () => {
  await server.remove();
  await postgres.stop();
});

test('[T05][R114] when the node of a meeting is killed, both browsers are together again at the other one by themselves', async ({
  browser,
}) => {
  const { host, guest, link } = await meet(browser, server);
  const bothSeen = async (): Promise<void> => {
    await Promise.all([
      expectFrames(tileOf(host, GUEST), BACK_MS),
      expectFrames(tileOf(guest, HOST), BACK_MS),
    ]);
    for (const page of [host, guest]) {
      await expect(room(page)).toBeVisible();
      await expect(page.getByRole('figure')).toHaveCount(2);
    }
  };
  await bothSeen();
  const meetingId = v.parse(MeetingId, /\/m\/([\w-]{22})/u.exec(link)?.[1]);
  const at = (await cluster.placeOf(meetingId)) ?? 'nowhere';
  cluster.balancer.prefer(cluster.other(at));

  await cluster.node(at).kill9();
  const since = Date.now();
  await expect.poll(() => cluster.placeOf(meetingId), { timeout: BACK_MS }).toBe(cluster.other(at));
  await bothSeen();
  process.stdout.write(
    `      both seen again ${Date.now() - since} ms after the node was killed\n`,
  );
});
