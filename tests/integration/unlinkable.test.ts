import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { MemoryStorage } from '../../web/src/lib/e2ee/storage/MemoryStorage.ts';
import { references, tableNames, wayTo } from '../../server/src/dataMap/tables.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import { startServer } from '../support/server.ts';

/** Shorter values are numbers of things and words of the program: everybody has them. */
const MIN_LETTERS = 8;

/** Everything that could name somebody in the rows of a meeting: texts word by word, bytes as a whole. */
function namesIn(dataDir: string, meetingId: string): Map<string, string> {
  const database = new DatabaseSync(join(dataDir, 'conclave.db'), {
    readOnly: true,
    timeout: 20_000,
  });
  const names = new Map<string, string>();
  const known = references();
  for (const table of tableNames()) {
    const way = wayTo('meeting', table, known);
    if (way === undefined) continue;
    for (const row of rowsOf(database, { table, way, meetingId })) {
      for (const [column, value] of Object.entries(row)) {
        for (const word of wordsOf(value)) names.set(word, `${table}.${column}`);
      }
    }
  }
  database.close();
  return names;
}

function rowsOf(
  database: DatabaseSync,
  {
    table,
    way,
    meetingId,
  }: { table: string; way: ReturnType<typeof references>; meetingId: string },
): Record<string, unknown>[] {
  const condition = way.reduceRight(
    (inner, { column, to }) => `${column} in (select ${to.column} from ${to.table} where ${inner})`,
    'id = ?',
  );
  return database.prepare(`select * from ${table} where ${condition}`).all(meetingId);
}

function wordsOf(value: unknown): string[] {
  if (value instanceof Uint8Array) {
    return value.length >= MIN_LETTERS ? [Buffer.from(value).toString('hex')] : [];
  }
  if (typeof value !== 'string') return [];
  return value.split(/[^\w-]+/u).filter((word) => word.length >= MIN_LETTERS);
}

it('[R45] [T32] stores nothing by which two meetings of one browser could be told to be of one person', async () => {
  const server = await startServer();
  onTestFinished(() => server.remove());
  const storage = new MemoryStorage();
  const tabs: RealTab[] = [];
  onTestFinished(() => {
    for (const tab of tabs) tab.shut();
  });

  async function meet(): Promise<CreatedMeeting> {
    const organizer = new NodeBrowser(server.origin);
    await organizer.register();
    const meeting = await makeMeeting(organizer);
    const host = await RealTab.open(server.origin, { meeting, host: meeting.hostMeeting });
    tabs.push(host);
    await host.inside('Mara');
    const guest = await RealTab.open(server.origin, {
      ...{ meeting, link: meeting.links.copied, storage },
    });
    tabs.push(guest);
    await guest.inside('Yuki');
    await host.sees('Mara', 'Yuki');
    return meeting;
  }

  const [first, second] = [await meet(), await meet()].map(({ hostMeeting }) =>
    namesIn(server.dataDir, hostMeeting.meetingId),
  );
  const both = [...(first ?? [])].filter(([word]) => second?.has(word) === true);
  expect(both.map(([word, place]) => `${place} ${word}`)).toEqual([]);
  // Control: there was something to compare, and of one meeting it is found.
  expect(first?.size).toBeGreaterThan(10);
  expect([...(first ?? [])].some(([, place]) => place === 'session_position.leaves')).toBe(true);
});
