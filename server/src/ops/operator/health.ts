import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { softwareVersion } from '../softwareVersion.ts';
import type { Command } from './Command.ts';

const ANSWER_MS = 3_000;

/** Whether the server on this machine runs, and whether it can work. */
export const health: Command = {
  help: 'says whether the server on this machine runs and can work',
  options: [],
  async run({ config, database }) {
    const ask = (path: string): Promise<boolean> => answers(path, config);
    const [serves, ready] = await Promise.all([ask('/healthz'), ask('/readyz')]);
    const stored = await database().then(
      (open) => open.ping().then(() => open.dialect),
      () => undefined,
    );
    return {
      lines: [
        `version   ${softwareVersion()}`,
        `serves    ${serves ? `yes, on port ${config.port}` : `no answer on port ${config.port}`}`,
        `ready     ${ready ? 'yes' : 'no'}`,
        `database  ${stored ?? 'does not answer'}`,
      ],
      ok: serves && ready && stored !== undefined,
    };
  },
};

/** Whether a path answers 200 on this machine. The certificate is our own (--lan) or a proxy's matter. */
function answers(path: string, { lan, port }: { lan: boolean; port: number }): Promise<boolean> {
  const options = { host: 'localhost', port, path, timeout: ANSWER_MS, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const asked = lan ? httpsRequest(options) : httpRequest(options);
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(false));
    asked.end();
  });
}
