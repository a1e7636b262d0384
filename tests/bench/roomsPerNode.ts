import { startServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { percent, share } from './cpu.ts';
import { pss } from './pss.ts';
import type { Row } from './Row.ts';

const PEOPLE = 5;
const STEPS = [0, 20, 40, 80];
const LOOK_MS = 6_000;

/** What rooms in which nobody does anything cost a node: heartbeats, memory. */
export async function roomsPerNode(): Promise<readonly Row[]> {
  const server = await startServer({ env: { SOCKETS_PER_ADDRESS: '1000', LOG_LEVEL: 'info' } });
  const members: TestMember[] = [];
  try {
    const organizer = await newOrganizer(server.origin);
    const { origin } = server;
    const rows: Row[] = [];
    let rooms = 0;
    for (const step of STEPS) {
      for (; rooms < step; rooms++) {
        const meeting = await createMeeting(organizer);
        members.push(await TestMember.start({ origin, meeting }));
        for (let person = 1; person < PEOPLE; person++)
          members.push(await TestMember.join({ origin, meeting }));
      }
      const sleep = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      const [busy = 0] = await share([server.pid], sleep);
      rows.push({
        what: `${step} rooms, ${step * PEOPLE} sockets at rest: Node's share of a core, memory (PSS)`,
        figure: `${percent(busy)}, ${await pss(server.pid)} MB`,
      });
    }
    return rows;
  } finally {
    for (const member of members) member.close();
    await server.remove();
  }
}
