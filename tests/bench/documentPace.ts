import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '../../server/src/store/Database.ts';
import { openSqlite } from '../../server/src/store/sqlite/openSqlite.ts';
import { DocumentMember } from '../support/DocumentMember.ts';
import { place } from '../support/DocumentWriter.ts';
import { startServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import type { Bench } from './Row.ts';

const MEMBERS = 10;
/** What the bucket of one connection holds at once. */
const EACH = 280;
const IN_FLIGHT = 8;
const ENTRY_BYTES = 400;

/** Acknowledged appends a second through the socket, against rows of that size in the bare store. */
export const documentPace: Bench = {
  name: 'documents',
  async measure() {
    const [socket, bare] = [await throughSocket(), await bareStore()];
    const ratio = ((socket / bare) * 100).toFixed(0);
    return [
      {
        what: `entries of ${MEMBERS} members, checked, shown to all and on the disk (of the bare store)`,
        figure: `${socket.toFixed(0)} a second (${ratio} %)`,
      },
    ];
  },
};

async function throughSocket(): Promise<number> {
  const server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500', LOG_LEVEL: 'info' } });
  const members: DocumentMember[] = [];
  try {
    const meeting = await createMeeting(await newOrganizer(server.origin));
    const options = { origin: server.origin, meeting };
    members.push(await DocumentMember.start(options));
    while (members.length < MEMBERS) members.push(await DocumentMember.join(options));
    const entries = members.map(({ writer }) =>
      Array.from({ length: EACH }, () => writer.next(place('board'), random(ENTRY_BYTES - 250))),
    );
    return await perSecond(MEMBERS * EACH, async () => {
      await Promise.all(
        members.map((member, who) =>
          pipelined(entries[who] ?? [], async (entry) => {
            await member.send(entry);
          }),
        ),
      );
    });
  } finally {
    for (const member of members) member.close();
    await server.remove();
  }
}

async function bareStore(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  const database = await openSqlite({ dataDir, alone: true });
  try {
    await sql`create table line (n integer primary key, body blob not null)`.execute(
      database.query,
    );
    const rows = Array.from({ length: MEMBERS * EACH }, (_, n) => n);
    const write = async (n: number): Promise<void> => {
      await sql`insert into line values (${n}, ${random(ENTRY_BYTES)})`.execute(database.query);
    };
    const parts = Array.from({ length: MEMBERS }, (_, who) =>
      rows.filter((n) => n % MEMBERS === who),
    );
    return await perSecond(rows.length, async () => {
      await Promise.all(parts.map((part) => pipelined(part, write)));
    });
  } finally {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Some on their way at a time, in order. */
async function pipelined<T>(items: readonly T[], send: (item: T) => Promise<void>): Promise<void> {
  const way = new Set<Promise<void>>();
  for (const item of items) {
    const sent = send(item).finally(() => way.delete(sent));
    way.add(sent);
    if (way.size >= IN_FLIGHT) await Promise.race(way);
  }
  await Promise.all(way);
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - from);
}
