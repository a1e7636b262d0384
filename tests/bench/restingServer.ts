import { readFile } from 'node:fs/promises';
import { startServer } from '../support/server.ts';
import { pss } from './pss.ts';
import { median, type Bench } from './Row.ts';

const ROUNDS = 5;

/** Memory of the server that nobody uses, and how long it is away after a kill -9. */
export const restingServer: Bench = {
  name: 'resting-server',
  async measure() {
    const server = await startServer();
    try {
      const back: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await server.kill9();
        const started = performance.now();
        await server.restart();
        back.push(performance.now() - started);
      }
      const own = await pss(server.pid);
      const children = await childrenOf(server.pid);
      const workers = await Promise.all(children.map(pss));
      const all = workers.reduce((sum, each) => sum + each, own);
      return [
        {
          what: `server at rest with one media worker, PSS (Node alone)`,
          figure: `${all} MB (${own} MB)`,
          target: 'under 200 MB',
        },
        {
          what: `kill -9 to serving again, median of ${ROUNDS}`,
          figure: `${Math.round(median(back))} ms`,
          target: 'under 3 s',
        },
      ];
    } finally {
      await server.remove();
    }
  },
};

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
