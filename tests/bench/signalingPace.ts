import { startServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { median, percentile, type Bench } from './Row.ts';

const ROUND_TRIPS = 500;
const COMMITS = 300;
const ROOM = 10;

/** How long a request takes, and how many commits a second become final and durable. */
export const signalingPace: Bench = {
  name: 'signaling-pace',
  async measure() {
    const server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500', LOG_LEVEL: 'info' } });
    const members: TestMember[] = [];
    try {
      const meeting = await createMeeting(await newOrganizer(server.origin));
      const options = { origin: server.origin, meeting };
      members.push(await TestMember.start(options));
      while (members.length < ROOM) members.push(await TestMember.join(options));
      const trips = await roundTrips(members);
      return [
        {
          what: `request and answer on the signaling connection, median of ${ROUND_TRIPS} (p95)`,
          figure: `${median(trips).toFixed(1)} ms (${percentile(trips, 0.95).toFixed(1)} ms)`,
        },
        {
          what: `commits of a room of ${ROOM}, shown to all, acknowledged and on the disk`,
          figure: `${(await commitsPerSecond(members)).toFixed(0)} a second`,
        },
      ];
    } finally {
      for (const member of members) member.close();
      await server.remove();
    }
  },
};

/** Slow enough to stay below the limit of requests. */
async function roundTrips([member]: readonly TestMember[]): Promise<number[]> {
  const trips: number[] = [];
  for (let at = 0; at < ROUND_TRIPS && member !== undefined; at++) {
    const started = performance.now();
    await member.wire.request('reportHead', { epoch: 0 });
    trips.push(performance.now() - started);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return trips;
}

async function commitsPerSecond([first, second]: readonly TestMember[]): Promise<number> {
  if (first === undefined || second === undefined) throw new Error('nobody is there');
  const started = performance.now();
  for (let at = 0; at < COMMITS; at++) {
    const author = at % 2 === 0 ? first : second;
    const other = author === first ? second : first;
    const { epoch } = await author.commit({ commit: random(800) });
    while (other.epoch < epoch + 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return (COMMITS * 1000) / (performance.now() - started);
}
