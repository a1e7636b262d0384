// node tests/chaos/main.ts [rounds] [seed]: kills the server (kill -9) while the members of a session
// commit and write documents, and looks whether anything that was acknowledged is lost. The last line says how many rounds passed; a
// file named by CONCLAVE_REPORT gets the same as JSON.
import { writeFileSync } from 'node:fs';
import { median } from '../bench/Row.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { DocumentMember } from '../support/DocumentMember.ts';
import { LiveDocuments } from './LiveDocuments.ts';
import { LiveSession, type Faults } from './LiveSession.ts';

const ROUNDS = 20;
const MEMBERS = 4;
/** The server is killed right after so many commits were acknowledged, at most. */
const MOST_COMMITS = 15;
const MOST_ENTRIES = 60;
/** [T01] So long after a kill it serves again; in the middle of all rounds, as a busy machine has its moments. */
const READY_MS = 3_000;
/** Or after this, when nobody is acknowledged anything. */
const LONGEST_MS = 3_000;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function main(rounds: number, seed: number): Promise<number> {
  const random = new SeededRandom(seed);
  const server = await startServer();
  try {
    const meeting = await createMeeting(await newOrganizer(server.origin));
    const options = { origin: server.origin, meeting };
    const members = [await TestMember.start(options)];
    while (members.length < MEMBERS) members.push(await TestMember.join(options));
    const session = new LiveSession(members);
    const documents = new LiveDocuments(
      await Promise.all(members.map((member) => DocumentMember.of(member))),
    );
    let failed = 0;
    const away: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const { awayMs, faults } = await killOnce(server, { session, documents }, random);
      away.push(awayMs);
      if (faults.length > 0) failed += 1;
      for (const fault of new Set(faults)) say(`round ${round}: ${fault}`);
    }
    const joined = await TestMember.enter(options);
    // Not the leaf that follows from the epoch: after hundreds of rounds no tree has so many.
    await joined.join('join', 1 + Math.max(...members.map(({ leaf }) => leaf)));
    joined.close();
    session.close();
    const awayMs = Math.round(median(away));
    say(`it served again after ${awayMs} ms, in the middle of ${rounds} times`);
    const tooSlow = awayMs > READY_MS ? 1 : 0;
    const { acknowledged } = session;
    say(
      `seed ${seed}: ${acknowledged} commits and ${documents.acknowledged} entries were acknowledged in ${rounds} lives`,
    );
    const counts = { passed: rounds + 1 - failed - tooSlow, failed: failed + tooSlow, skipped: 0 };
    report(counts);
    return counts.failed;
  } finally {
    await server.remove();
  }
}

function report(counts: { passed: number; failed: number; skipped: number }): void {
  say(`${counts.passed} passed, ${counts.failed} failed`);
  const file = process.env['CONCLAVE_REPORT'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
}

/** Kills right after an acknowledgement, of a commit or of an entry, and looks what became of all. */
async function killOnce(
  server: RunningServer,
  { session, documents }: { session: LiveSession; documents: LiveDocuments },
  random: SeededRandom,
): Promise<{ awayMs: number; faults: Faults }> {
  const killed = Promise.withResolvers<undefined>();
  const kill = (): void => {
    server.kill9().then(() => killed.resolve(undefined), killed.reject);
  };
  if (random.below(2) === 0) session.afterAcknowledged(1 + random.below(MOST_COMMITS), kill);
  else documents.afterAcknowledged(1 + random.below(MOST_ENTRIES), kill);
  session.begin();
  documents.begin();
  const late = setTimeout(kill, LONGEST_MS);
  await killed.promise;
  clearTimeout(late);
  await Promise.all([session.end(), documents.end()]);
  const from = performance.now();
  await server.restart();
  const awayMs = performance.now() - from;
  const faults = await session.comeBack();
  return { awayMs, faults: [...faults, ...(await documents.comeBack())] };
}

const [rounds = ROUNDS, seed = 20_261_121] = process.argv.slice(2).map(Number);
process.exitCode = (await main(rounds, seed)) > 0 ? 1 : 0;
