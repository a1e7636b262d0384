import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { Ask, OpenOptions, type Answer, type Outcome } from './messages.ts';
import { SqliteFile } from './SqliteFile.ts';

/** The thread that owns the database file; everything it does blocks only itself. */
function serve(port: NonNullable<typeof parentPort>): void {
  const answer = (id: number, outcomes: Outcome[]): void =>
    port.postMessage({ id, outcomes } satisfies Answer);
  const file = new SqliteFile(v.parse(OpenOptions, workerData));
  answer(0, []);
  port.on('message', (message: unknown) => {
    const ask = v.parse(Ask, message);
    switch (ask.kind) {
      case 'group':
        answer(ask.id, file.group(ask.statements));
        break;
      case 'run':
        answer(ask.id, [file.run(ask.statement)]);
        break;
      case 'close':
        file.close();
        answer(ask.id, []);
        port.close();
    }
  });
}

if (parentPort) serve(parentPort);
