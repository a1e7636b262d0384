import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { hasFront } from '../../support/front.ts';
import { NetworkNamespace } from '../../support/NetworkNamespace.ts';
import { hasRelay } from '../../support/relay.ts';

const DRIVER = join(import.meta.dirname, 'relayMeeting.ts');

const RelayMeeting = v.strictObject({
  /** Protocols and ports that the browsers reach. */
  open: v.array(v.string()),
  /** How the media of each connection travel. */
  ways: v.strictObject({ host: v.array(v.string()), guest: v.array(v.string()) }),
  /** From both inside to both seen. */
  seenMs: v.number(),
});
type RelayMeeting = v.InferOutput<typeof RelayMeeting>;

/** Whether networks of their own, coturn and nginx are here. */
export function canMeetByRelay(): boolean {
  const { CONCLAVE_NETNS, CI } = process.env;
  return (CONCLAVE_NETNS === '1' || CI === 'true') && hasRelay() && hasFront();
}

/**
 * Two people see and hear each other from a network that reaches nothing of the server but ports 80 and 443.
 * Throws with what the driver says if they do not.
 */
export async function meetByRelay(): Promise<RelayMeeting> {
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
    if (driver.exitCode !== 0) throw new Error(`they did not meet: ${errors}`);
    return v.parse(RelayMeeting, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  } finally {
    driver.kill('SIGKILL');
    namespace.close();
  }
}
