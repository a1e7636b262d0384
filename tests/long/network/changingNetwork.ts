import { waysTaken } from '../../e2e/proof/keptConnections.ts';
import { Cable } from '../../support/Cable.ts';
import { bothSeen } from '../liveMeeting.ts';
import { callAcross } from './callAcross.ts';
import { CHANGES, type Changed } from './changes.ts';
import { keepFrameTimes, movesSince } from './frameTimes.ts';
import { Onlooker } from './Onlooker.ts';
import { givenPlace } from './Place.ts';

// T06, inside a network namespace, see runBeyond.ts: in a call the guest's network changes again and again.
// Prints a line for each time, and at the end one with all of them.

/** As long as a telephone takes from one network to the next. */
const AWAY_MS = 3_000;
const CUT_MS = 5_000;

const { cable: ends, rounds } = givenPlace();
const cable = new Cable(ends);

/** Each resolves when the network is there again; with `udpGone`, what is left of it. */
const changes: Record<Changed['change'], () => Promise<void>> = {
  async moved() {
    cable.takeAddress();
    await pause(AWAY_MS);
    cable.giveAddress();
  },
  async movedAtOnce() {
    cable.takeAddress();
    cable.giveAddress();
    await Promise.resolve();
  },
  async udpCut() {
    cable.block('udp');
    await pause(CUT_MS);
    cable.mend();
  },
  async udpGone() {
    cable.block('udp');
    await Promise.resolve();
  },
};

const lookers: Onlooker[] = [];
const call = await callAcross({
  cable: ends,
  async prepare(host, guest) {
    lookers.push(new Onlooker(host));
    for (const context of [host, guest]) await context.addInitScript(keepFrameTimes);
  },
});
try {
  await bothSeen(call);
  await call.bothHeard();
  const all: Changed[] = [];
  while (all.length < rounds) {
    const change = CHANGES[all.length % CHANGES.length] ?? 'moved';
    const seen = await look(change);
    all.push(seen);
    process.stdout.write(`${JSON.stringify(seen)}\n`);
  }
  process.stdout.write(`${JSON.stringify(all)}\n`);
} finally {
  await call.close();
}

async function look(change: Changed['change']): Promise<Changed> {
  const { host, guest } = call;
  const [looker] = lookers;
  if (looker === undefined) throw new Error('nobody looks');
  const before = await guest.evaluate(waysTaken);
  await looker.begin(host);
  await changes[change]();
  const since = Date.now();
  await bothSeen(call);
  const until = Date.now();
  const moves = await Promise.all([host, guest].map((page) => movesSince(page, since, until)));
  const ms = Math.max(...moves) - since;
  await call.bothHeard();
  const after = await guest.evaluate(waysTaken);
  const noticed = await looker.noticed(host);
  cable.mend();
  return { change, ms, before, after, ...noticed };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
