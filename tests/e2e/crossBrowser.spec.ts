import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { NetworkNamespace } from '../support/NetworkNamespace.ts';
import { GUEST, HOST } from './proof/people.ts';

const { CONCLAVE_NETNS, CI } = process.env;
const DRIVER = join(import.meta.dirname, 'proof/firefoxMeeting.ts');

// Firefox gathers no loopback candidates, so it needs a network with another address.
test.skip(CONCLAVE_NETNS !== '1' && CI !== 'true', 'needs root and network namespaces');

test('[R128] Chromium and Firefox meet on the local network: each sees the other by name, sealed and moving', async () => {
  const namespace = NetworkNamespace.create();
  const driver = namespace.spawn(process.execPath, [DRIVER], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const [output, errors] = await Promise.all([
      driver.stdout === null ? '' : text(driver.stdout),
      driver.stderr === null ? '' : text(driver.stderr),
      once(driver, 'close'),
    ]);
    expect(driver.exitCode, errors).toBe(0);
    expect(JSON.parse(output.trim().split('\n').at(-1) ?? '')).toEqual({
      inChromium: { names: [GUEST, 'You'], state: 'sealed', decodedFrames: expect.any(Number) },
      inFirefox: { names: [HOST, 'You'], state: 'sealed', decodedFrames: expect.any(Number) },
      version: expect.stringMatching(/^firefox/i),
    });
  } finally {
    driver.kill('SIGKILL');
    namespace.close();
  }
});
