import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { chromium, type BrowserContext } from '@playwright/test';
import playwrightConfig from '../../../playwright.config.ts';
import { startFront } from '../../support/front.ts';
import { RELAY_NAME, startRelay } from '../../support/relay.ts';
import { startRoomServer } from '../support/roomServer.ts';
import { expectMoving, tileOf } from '../support/tiles.ts';
import { expectTone, giveTone } from '../support/tone.ts';
import { browserIn } from './browserIn.ts';
import { keepConnections, waysTaken } from './keptConnections.ts';
import { meet } from './meeting.ts';
import { GUEST, HOST } from './people.ts';

// Runs inside a network namespace, see meetByRelay.ts: one server as docs/production.md sets it up. The
// browsers are in the network beyond its cable, whose name is the argument; all that they reach are the ports
// of the front. Prints one line of JSON: what is open to them, and which way their media take.

const [, , beyond = '', address = ''] = process.argv;
const DOMAIN = 'meet.conclave.test';
const origin = `https://${DOMAIN}`;
const ports = { front: 443, redirect: 80, https: 8443, hop: 5350, server: 3000, relayTls: 5349 };

const relay = await startRelay({ peers: '127.0.0.1', port: 3478, tlsPort: ports.relayTls });
const server = await startRoomServer({
  ...{ PUBLIC_ORIGIN: origin, PORT: String(ports.server), LISTEN: '127.0.0.1' },
  ...{ TRUST_PROXY: '127.0.0.1', TURN_SECRET: relay.secret },
  TURN_URLS: [
    `turn:${RELAY_NAME}:3478?transport=udp`,
    `turn:${RELAY_NAME}:3478?transport=tcp`,
    `turns:${RELAY_NAME}:${ports.front}?transport=tcp`,
  ].join(','),
});
const front = await startFront({ domain: DOMAIN, relayName: RELAY_NAME, ports, address });
const certificates = [front.certificate, relay.certificate];
setDefaultCACertificates([...getCACertificates(), ...certificates]);

const { launchOptions } = playwrightConfig.use ?? {};
const program = browserIn(beyond, launchOptions?.executablePath ?? '');
const browser = await chromium.launch({
  ...launchOptions,
  executablePath: program.path,
  args: [...(launchOptions?.args ?? []), trusting(certificates)],
});
try {
  const { host, guest } = await meet(browser, { ...server, origin }, async (...contexts) => {
    for (const context of contexts) await context.addInitScript(keepConnections);
    await giveTones(...contexts);
  });
  const inside = performance.now();
  await Promise.all([expectMoving(tileOf(host, GUEST)), expectMoving(tileOf(guest, HOST))]);
  const seenMs = performance.now() - inside;
  await expectTone(host, 660);
  await expectTone(guest, 440);
  const ways = { host: await host.evaluate(waysTaken), guest: await guest.evaluate(waysTaken) };
  process.stdout.write(`${JSON.stringify({ open: openPorts(), ways, seenMs })}\n`);
} finally {
  await browser.close();
  await Promise.all([front.stop(), server.remove(), relay.stop()]);
  program.remove();
}

async function giveTones(host: BrowserContext, guest: BrowserContext): Promise<void> {
  await giveTone(host, 440);
  await giveTone(guest, 660);
}

/** Trust in the keys of these certificates and in no others. */
function trusting(certificates: readonly string[]): string {
  const pins = certificates.map((certificate) => {
    const { publicKey } = new X509Certificate(certificate);
    const key = publicKey.export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(key).digest('base64');
  });
  return `--ignore-certificate-errors-spki-list=${pins.join(',')}`;
}

/** Protocols and ports of this network that answer to more than itself. */
function openPorts(): string[] {
  const sockets = execFileSync('ss', ['-Htuln'], { encoding: 'utf8' }).trim().split('\n');
  const open = sockets.flatMap((line) => {
    const [protocol = '', , , , at = ''] = line.split(/\s+/u);
    return /^(?:127\.|\[::1\])/u.test(at) ? [] : [`${protocol} ${at.replace(/^.*:/u, '')}`];
  });
  return [...new Set(open)].toSorted();
}
