// For running single tests by hand: sets up like npm test and prints the settings it found.
//
//   eval "$(node tools/env.mjs)" && npx vitest run server/src/sfu
import { enter } from './setup/enter.mjs';
import { say } from './setup/say.mjs';
import { setUp } from './setup/setUp.mjs';

await enter(async () => {
  const { env, skipped } = await setUp(['worker', 'web', 'postgres', 'browsers', 'namespaces']);
  for (const line of skipped) say(`set-up: will be skipped: ${line}`);
  for (const [name, value] of Object.entries(env)) {
    console.log(`export ${name}='${value.replaceAll("'", "'\\''")}'`);
  }
  return 0;
});
