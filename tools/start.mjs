// npm start: sets up what is missing and runs the server. Arguments such as --lan are the server's.
import { enter } from './setup/enter.mjs';
import { become } from './setup/foreground.mjs';
import { setUp } from './setup/setUp.mjs';

await enter(async () => {
  const { env } = await setUp(['worker', 'web']);
  const server = ['server/src/main.ts', ...process.argv.slice(2)];
  return become(process.execPath, server, { ...process.env, ...env });
});
