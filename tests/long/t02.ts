import pg from 'pg';
import { percentile } from '../bench/Row.ts';
import { createSchema, startPostgres, type Postgres } from '../support/postgres.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import type { LongTest } from './LongTest.ts';

/** At once, so that the database always has something under way. */
const WRITERS = 4;
/** Between two crashes, at least and at most. */
const [SHORTEST_MS, LONGEST_MS] = [50, 1_500];
/** Asked for: so soon refused while it is away, and so soon back once it answers. */
const [REFUSED_MS, BACK_MS] = [2_000, 5_000];

/** [T02] The database is killed under load, again and again: the server stays and nothing acknowledged is lost. */
export const t02: LongTest = {
  name: 'T02',
  what: 'PostgreSQL killed in the middle of writes of four, and started again; the server stays',
  rounds: 50,
  async run({ rounds, seed }) {
    const random = new SeededRandom(seed);
    const postgres = await startPostgres();
    const { url } = await createSchema(postgres.server);
    const server = await startServer({ env: { DATABASE_URL: url } });
    const writing = await write(server);
    try {
      const seen: { refusedMs: number; backMs: number }[] = [];
      while (seen.length < rounds) {
        await pause(SHORTEST_MS + random.below(LONGEST_MS - SHORTEST_MS));
        seen.push(await outage(postgres, server, writing));
        process.stdout.write(`round ${seen.length}: ${JSON.stringify(seen.at(-1))}\n`);
      }
      await writing.end();
      const lost = await missing(url, writing.acknowledged);
      const [refused, back] = [
        percentile(
          seen.map(({ refusedMs }) => refusedMs),
          0.95,
        ),
        percentile(
          seen.map(({ backMs }) => backMs),
          0.95,
        ),
      ];
      return {
        passed: lost === 0 && refused <= REFUSED_MS && back <= BACK_MS,
        figures: `${writing.acknowledged.length} meetings acknowledged, ${lost} lost; refused while away: p95 ${Math.round(refused)} ms (asked for: ${REFUSED_MS} ms); back once it answers: p95 ${Math.round(back)} ms (asked for: ${BACK_MS} ms)`,
      };
    } finally {
      await writing.end();
      await server.remove();
      await postgres.stop();
    }
  },
};

interface Writing {
  /** The meetings that the server said it has. */
  readonly acknowledged: string[];
  end(): Promise<void>;
}

/** Several create meetings, one after the other, whatever happens. */
async function write({ origin }: RunningServer): Promise<Writing> {
  const organizer = await newOrganizer(origin);
  const acknowledged: string[] = [];
  let ended = false;
  const writer = async (): Promise<void> => {
    while (!ended) {
      await createMeeting(organizer).then(
        ({ meetingId }) => acknowledged.push(meetingId),
        () => pause(20),
      );
    }
  };
  const all = Promise.all(Array.from({ length: WRITERS }, writer));
  return {
    acknowledged,
    async end() {
      ended = true;
      await all;
    },
  };
}

async function outage(
  postgres: Postgres,
  server: RunningServer,
  { acknowledged }: Writing,
): Promise<{ refusedMs: number; backMs: number }> {
  await postgres.crash();
  const from = performance.now();
  const answer = await fetch(`${server.origin}/readyz`);
  const refusedMs = performance.now() - from;
  if (answer.status !== 503) throw new Error(`ready without a database: ${answer.status}`);
  const alive = await fetch(`${server.origin}/healthz`);
  if (alive.status !== 200) throw new Error(`not alive: ${alive.status}`);
  await postgres.startAgain();
  const [since, before] = [performance.now(), acknowledged.length];
  while (acknowledged.length === before) {
    if (performance.now() - since > 6 * BACK_MS) throw new Error('it does not come back');
    await pause(5);
  }
  return { refusedMs, backMs: performance.now() - since };
}

/** How many of these meetings the database does not have. */
async function missing(url: string, acknowledged: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const query = 'select count(*)::int as found from meeting where id = any($1)';
    const { rows } = await client.query<{ found: number }>(query, [acknowledged]);
    return acknowledged.length - (rows[0]?.found ?? 0);
  } finally {
    await client.end();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
