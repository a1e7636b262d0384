import * as v from 'valibot';
import { NarrowRound } from './network/narrowRounds.ts';
import { runBeyond, withoutNetworks } from './network/runBeyond.ts';
import type { LongResult, LongTest } from './LongTest.ts';

/** Asked for, by thousand bits a second: the share of sound that may be made up. */
const CONCEALED = new Map([
  [300, 0.03],
  [100, 0.08],
]);
const RECOVERED_MS = 15_000;

/** [T08] A line becomes narrow: pictures give way to sound, and come back with the line. */
export const t08: LongTest = {
  name: 'T08',
  what: "one browser's line has room for 300 and for 100 kbit/s in each direction, 60 s each, and is wide again",
  rounds: 1,
  async run(run) {
    return withoutNetworks() ?? judged(await runBeyond('narrowLine.ts', v.array(NarrowRound), run));
  },
};

function judged(rounds: readonly NarrowRound[]): LongResult {
  return { passed: rounds.every(isGood), figures: rounds.map(figures).join('; ') };
}

function isGood({ kbit, heard, reopened, host, guest }: NarrowRound): boolean {
  const limit = CONCEALED.get(kbit) ?? 0;
  return (
    heard &&
    reopened === 0 &&
    [host, guest].every(
      ({ concealed, recoveredMs }) => concealed <= limit && recoveredMs <= RECOVERED_MS,
    )
  );
}

function figures({ kbit, heard, reopened, host, guest }: NarrowRound): string {
  const shown = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const pictures = [host, guest].map(({ wideKbps, narrowKbps }) => `${wideKbps} to ${narrowKbps}`);
  return [
    `${kbit} kbit/s: sound made up ${shown(host.concealed)} and ${shown(guest.concealed)} (asked for: ${shown(CONCEALED.get(kbit) ?? 0)})`,
    `${heard ? '' : 'not '}heard at its end`,
    `pictures from ${pictures.join(' and ')} kbit/s`,
    `four fifths of that again after ${seconds(host.recoveredMs)} and ${seconds(guest.recoveredMs)} (asked for: ${seconds(RECOVERED_MS)})`,
    `${reopened} connections opened anew`,
  ].join(', ');
}
