import { LossyCall, type LossyRound } from './network/lossyRounds.ts';
import { runBeyond, withoutNetworks } from './network/runBeyond.ts';
import type { LongResult, LongTest } from './LongTest.ts';

/** Asked for, by percent of packets lost: the shares of sound that may be made up, and of time that pictures may stand. */
const LIMITS = new Map([
  [5, { concealed: 0.02, frozen: 0.05 }],
  [10, { concealed: 0.05, frozen: 0.15 }],
  [20, { concealed: 0.12, frozen: 0.3 }],
]);
const JOINED_MS = 10_000;

/** [T07] A line that loses packets: people hear and see each other nonetheless. */
export const t07: LongTest = {
  name: 'T07',
  what: "5, 10 and 20 % of packets lost in each direction of one browser's line, 50 ms (10 more or less) away; 60 s each; then somebody joins by it",
  rounds: 1,
  async run(run) {
    return withoutNetworks() ?? judged(await runBeyond('lossyLine.ts', LossyCall, run));
  },
};

function judged({ rounds, joinedMs }: LossyCall): LongResult {
  return {
    passed: rounds.every(isGood) && joinedMs <= JOINED_MS,
    figures: `${rounds.map(figures).join('; ')}; joined with 20 % in ${(joinedMs / 1000).toFixed(1)} s (asked for: ${JOINED_MS / 1000} s)`,
  };
}

function isGood({ percent, host, guest }: LossyRound): boolean {
  const limits = LIMITS.get(percent);
  if (limits === undefined) throw new Error(`nothing is asked for with ${percent} %`);
  return [host, guest].every(
    ({ concealed, frozen, reopened }) =>
      concealed <= limits.concealed && frozen <= limits.frozen && reopened === 0,
  );
}

function figures({ percent, host, guest, refused }: LossyRound): string {
  const limits = LIMITS.get(percent) ?? { concealed: 0, frozen: 0 };
  const both = (share: 'concealed' | 'frozen'): string =>
    `${shown(host[share])} and ${shown(guest[share])} (asked for: ${shown(limits[share])})`;
  const reopened = host.reopened + guest.reopened;
  return `${percent} %: sound made up ${both('concealed')}, pictures stood ${both('frozen')}, ${refused} frames not opened, ${reopened} connections opened anew`;
}

function shown(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
