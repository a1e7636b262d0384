import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { hasFront } from '../support/front.ts';
import { NetworkNamespace } from '../support/NetworkNamespace.ts';
import { hasRelay } from '../support/relay.ts';

const { CONCLAVE_NETNS, CI } = process.env;
const DRIVER = join(import.meta.dirname, 'proof/relayMeeting.ts');
const networks = CONCLAVE_NETNS === '1' || CI === 'true';

test.skip(!networks || !hasRelay() || !hasFront(), 'needs network namespaces, coturn and nginx');

test('[T09] where a firewall lets through nothing but TLS on port 443, two people see and hear each other by the relay', async () => {
  test.setTimeout(120_000);
  const namespace = NetworkNamespace.create();
  namespace.nameIt(['meet.conclave.test', 'turn.conclave.test']);
  const args = [DRIVER, namespace.beyond, namespace.address];
  const driver = namespace.spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const [output, errors] = await Promise.all([
      driver.stdout === null ? '' : text(driver.stdout),
      driver.stderr === null ? '' : text(driver.stderr),
      once(driver, 'close'),
    ]);
    expect(driver.exitCode, errors).toBe(0);
    const byRelay = ['relay tls', 'relay tls'];
    expect(JSON.parse(output.trim().split('\n').at(-1) ?? '')).toEqual({
      open: ['tcp 443', 'tcp 80'],
      ways: { host: byRelay, guest: byRelay },
    });
  } finally {
    driver.kill('SIGKILL');
    namespace.close();
  }
});
