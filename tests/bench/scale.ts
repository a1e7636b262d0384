import { Secret } from '../../shared/src/Secret.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { SystemClock } from '../../server/src/ops/Clock.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { migrate } from '../../server/src/store/migrate.ts';
import { openPostgres } from '../../server/src/store/postgres/openPostgres.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { createSchema, startPostgres } from '../support/postgres.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import { silentLog } from '../support/silentLog.ts';
import { draftMeeting } from '../support/testMeeting.ts';
import { testKeys } from '../support/testKeys.ts';
import { manyRooms, type SimulatedRoom } from './manyRooms.ts';
import { roomGrowth } from './roomGrowth.ts';
import { roomsPerNode } from './roomsPerNode.ts';
import type { Bench, Row } from './Row.ts';

const ROOMS = 1_000;
const SEED = 20_261_122;

/** docs/scaling.md: what grows with nodes, with rooms on a node, and with people in a room. */
export const scale: readonly Bench[] = [onThreeNodes, roomsPerNode, roomGrowth].map((measure) => ({
  name: 'scale',
  measure,
}));

async function onThreeNodes(): Promise<readonly Row[]> {
  const postgres = await startPostgres();
  const { url } = await createSchema(postgres.server);
  const database = openPostgres({
    ...{ url: new Secret(url), onBroken: () => undefined, keys: testKeys() },
  });
  try {
    await migrate(database, new SystemClock());
    return await manyRooms(database, await meetings(database));
  } finally {
    await database.close();
    await postgres.stop();
  }
}

/** Most are small, some are large: from 2 people to 60. */
async function meetings(database: Database): Promise<SimulatedRoom[]> {
  const random = new SeededRandom(SEED);
  const clock = new SystemClock();
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log: silentLog, pepper, registration: 'open' });
  const draft = await new NodeBrowser('http://localhost').draftRegistration();
  await accounts.registrar.register(draft, '203.0.113.77');
  const store = new MeetingStore(database);
  const { accountId } = draft;
  const all: SimulatedRoom[] = [];
  for (let room = 0; room < ROOMS; room++) {
    const { meetingId: id, host } = draftMeeting();
    const row = { id, accountId, hostKey: host.publicKey, open: false, createdAt: clock.now() };
    const record = { number: 1, record: new Uint8Array(1) };
    await store.transaction((queries) =>
      store.create(
        queries,
        { ...row, sealedOpenKeys: null },
        { links: [], record, asksConsent: false },
      ),
    );
    all.push({ meetingId: id, people: 2 + Math.floor((random.below(1_000) / 1_000) ** 4 * 59) });
  }
  return all;
}
