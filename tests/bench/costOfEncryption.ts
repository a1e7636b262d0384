import { callCost, type CallCost, type CallSize } from './callCost.ts';
import { buildBenchClient } from './plain/buildBenchClient.ts';
import { median, type Bench, type Row } from './Row.ts';

const ROUNDS = 5;

const CALLS: readonly { name: string; size: CallSize; target: string }[] = [
  {
    name: '2 people at 720p',
    size: { people: 2, width: 1280, height: 720, framesPerSecond: 30 },
    target: 'at most 1.15',
  },
  {
    name: '4 people at 320x180',
    size: { people: 4, width: 320, height: 180, framesPerSecond: 15 },
    target: 'at most 1.35',
  },
];

/**
 * CPU of the browser's processes in a call, against the same call without transforms, in turns; and
 * against one with transforms that do nothing, which is what the browser takes for having any.
 */
export const costOfEncryption: Bench = {
  name: 'cost-of-encryption',
  async measure() {
    const plain = buildBenchClient('plain');
    const identity = buildBenchClient('identity');
    try {
      const rows: Row[] = [];
      for (const { name, size, target } of CALLS) {
        const sealed: CallCost[] = [];
        const empty: CallCost[] = [];
        const clear: CallCost[] = [];
        for (let round = 0; round < ROUNDS; round++) {
          sealed.push(await callCost(process.env['WEB_DIR'], size));
          empty.push(await callCost(identity.webDir, size));
          clear.push(await callCost(plain.webDir, size));
        }
        rows.push(...compare(name, { sealed, empty, clear, target }));
      }
      return rows;
    } finally {
      plain.remove();
      identity.remove();
    }
  },
};

interface Compared {
  readonly sealed: readonly CallCost[];
  readonly empty: readonly CallCost[];
  readonly clear: readonly CallCost[];
  readonly target: string;
}

function compare(name: string, { sealed, empty, clear, target }: Compared): Row[] {
  const cores = (costs: readonly CallCost[]): number => median(costs.map((cost) => cost.cores));
  const workers = (costs: readonly CallCost[]): number => median(costs.map((cost) => cost.workers));
  const pictures = (costs: readonly CallCost[]): number =>
    median(costs.map((cost) => cost.pictures));
  // A saturated machine draws fewer pictures and would look cheap: what counts is the cost of each.
  const each = (costs: readonly CallCost[]): number =>
    median(costs.map((cost) => cost.cores / cost.pictures));
  return [
    {
      what: `${name}: browser CPU for each decoded picture, sealed to unsealed, median of ${ROUNDS}`,
      figure: (each(sealed) / each(clear)).toFixed(2),
      target,
    },
    {
      what: `${name}: the same, sealed to transforms that do nothing`,
      figure: (each(sealed) / each(empty)).toFixed(2),
    },
    {
      what: `${name}: cores sealed, with empty transforms, unsealed`,
      figure: [sealed, empty, clear].map((costs) => cores(costs).toFixed(2)).join(', '),
    },
    {
      what: `${name}: of them the threads of workers`,
      figure: [sealed, empty, clear].map((costs) => workers(costs).toFixed(3)).join(', '),
    },
    {
      what: `${name}: pictures decoded a second on all screens, sealed, unsealed`,
      figure: `${pictures(sealed).toFixed(0)}, ${pictures(clear).toFixed(0)}`,
    },
  ];
}
