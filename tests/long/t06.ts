import * as v from 'valibot';
import { percentile } from '../bench/Row.ts';
import { Changed } from './network/changes.ts';
import { runBeyond, withoutNetworks } from './network/runBeyond.ts';
import type { LongResult, LongTest } from './LongTest.ts';

/** Asked for: seen again so soon after the network is back. */
const BACK_MS = 3_000;

/** [T06] A browser's network changes in a call; it finds the others again, and they hardly notice. */
export const t06: LongTest = {
  name: 'T06',
  what: "one browser's network changes in a call: another address, at once and after 3 s; no UDP for 5 s, and for good",
  rounds: 20,
  async run(run) {
    return (
      withoutNetworks() ?? judged(await runBeyond('changingNetwork.ts', v.array(Changed), run))
    );
  },
};

function judged(all: readonly Changed[]): LongResult {
  const of = (change: Changed['change']): Changed[] => all.filter((one) => one.change === change);
  const back = all.filter(({ change }) => change !== 'udpGone').map(({ ms }) => ms);
  const overTcp = of('udpGone').filter(({ after }) => after.every((way) => way.endsWith('tcp')));
  const epochs = all.reduce((sum, one) => sum + one.epochs, 0);
  const said = all.reduce((sum, one) => sum + one.said.length, 0);
  const p95 = percentile(back, 0.95);
  return {
    passed: p95 <= BACK_MS && overTcp.length === of('udpGone').length && epochs === 0 && said === 0,
    figures: [
      `both seen again: p95 ${seconds(p95)} (asked for: ${seconds(BACK_MS)})`,
      `another address after 3 s: ${times(of('moved'))}`,
      `at once: ${times(of('movedAtOnce'))}`,
      `UDP cut for 5 s: ${times(of('udpCut'))}`,
      `UDP gone: ${overTcp.length} of ${of('udpGone').length} over TCP, from the loss on ${times(of('udpGone'))}`,
      `keys changed ${epochs} times, others were told ${said} times`,
    ].join('; '),
  };
}

function times(some: readonly Changed[]): string {
  const all = some.map(({ ms }) => ms);
  return all.length === 0
    ? 'not run'
    : `median ${seconds(percentile(all, 0.5))}, most ${seconds(Math.max(...all))}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
