// node tests/chaos/main.ts [rounds] [seed]: kills the server (kill -9) while a session commits, and
// looks whether anything that was acknowledged is lost. The last line says how many rounds passed; a
// file named by CONCLAVE_REPORT gets the same as JSON.
import { writeFileSync } from 'node:fs';
import { SeededRandom } from '../support/seededRandom.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { LiveSession } from './LiveSession.ts';

const ROUNDS = 20;
const MEMBERS = 4;
/** The server is killed right after so many commits were acknowledged, at most. */
const MOST_COMMITS = 15;
/** Or after this, when nobody is acknowledged anything. */
const LONGEST_MS = 3_000;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function main(rounds: number, seed: number): Promise<number> {
  const random = new SeededRandom(seed);
  const server = await startServer();
  try {
    const meeting = await createMeeting(await newOrganizer(server.origin));
    const session = await openSession(server, meeting);
    let failed = 0;
    for (let round = 1; round <= rounds; round++) {
      const faults = await killOnce(server, session, random);
      if (faults.length > 0) failed += 1;
      for (const fault of new Set(faults)) say(`round ${round}: ${fault}`);
    }
    const joined = await TestMember.join({ origin: server.origin, meeting });
    joined.close();
    session.close();
    say(`seed ${seed}: ${session.acknowledged} commits were acknowledged in ${rounds} lives`);
    report({ passed: rounds - failed, failed, skipped: 0 });
    return failed;
  } finally {
    await server.remove();
  }
}

function report(counts: { passed: number; failed: number; skipped: number }): void {
  say(`${counts.passed} passed, ${counts.failed} failed`);
  const file = process.env['CONCLAVE_REPORT'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
}

async function openSession(server: RunningServer, meeting: TestMeeting): Promise<LiveSession> {
  const options = { origin: server.origin, meeting };
  const members = [await TestMember.start(options)];
  while (members.length < MEMBERS) members.push(await TestMember.join(options));
  return new LiveSession(members);
}

async function killOnce(
  server: RunningServer,
  session: LiveSession,
  random: SeededRandom,
): Promise<readonly string[]> {
  const killed = Promise.withResolvers<undefined>();
  const kill = (): void => {
    server.kill9().then(() => killed.resolve(undefined), killed.reject);
  };
  session.afterAcknowledged(1 + random.below(MOST_COMMITS), kill);
  session.begin();
  const late = setTimeout(kill, LONGEST_MS);
  await killed.promise;
  clearTimeout(late);
  await session.end();
  await server.restart();
  return session.comeBack();
}

const [rounds = ROUNDS, seed = 20_261_121] = process.argv.slice(2).map(Number);
process.exitCode = (await main(rounds, seed)) > 0 ? 1 : 0;
