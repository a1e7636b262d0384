// npm run bench [name ...]: measures and prints the rows of docs/benchmarks.md. Absolute figures are
// a record of one machine; run it while nothing else does.
import { cpus } from 'node:os';
import { board } from './board.ts';
import { arrivals } from './arrivals.ts';
import { costOfEncryption } from './costOfEncryption.ts';
import { drawing } from './drawing.ts';
import { documentPace } from './documentPace.ts';
import { files } from './files.ts';
import { forwarding } from './forwarding.ts';
import { groupJoin } from './groupJoin.ts';
import { guestLoad } from './guestLoad.ts';
import { joinTime } from './joinTime.ts';
import { restingServer } from './restingServer.ts';
import { memberCost } from './memberCost.ts';
import { minutes } from './minutes.ts';
import type { Bench } from './Row.ts';
import { scale } from './scale.ts';
import { signalingPace } from './signalingPace.ts';

const benches: readonly Bench[] = [
  guestLoad,
  restingServer,
  signalingPace,
  documentPace,
  drawing,
  groupJoin,
  memberCost,
  joinTime,
  arrivals,
  forwarding,
  costOfEncryption,
  board,
  minutes,
  files,
  ...scale,
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is: ${benches.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

const [cpu] = cpus();
process.stdout.write(`${cpus().length} x ${cpu?.model ?? 'unknown'}, Node ${process.version}\n\n`);
process.stdout.write('| what | measured | target |\n|---|---|---|\n');
for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue;
  for (const { what, figure, target = '-' } of await bench.measure()) {
    process.stdout.write(`| ${what} | ${figure} | ${target} |\n`);
  }
}
// The threads of RTP peers may outlive their connections.
process.exit(0);
