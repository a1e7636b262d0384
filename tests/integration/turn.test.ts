import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '@conclave/shared/Secret';
import {
  TurnClient,
  type TurnAnswer,
  type TurnCredential,
} from '../../server/src/ops/doctor/turn/TurnClient.ts';
import { turnCredential } from '../../server/src/signaling/iceServers.ts';
import { freePort } from '../support/freePort.ts';
import { hasRelay, RELAY_NAME, startRelay, type Relay } from '../support/relay.ts';

/** How long a relay on this machine may take to answer a hello. */
const SILENCE_MS = 1_000;
/** And to answer a question, with much else to do. */
const waitMs = 20_000;
const HOUR = 60 * 60 * 1000;
const SFU = '127.0.0.1';
const FORBIDDEN = { said: 'no', code: 403 };
const UNAUTHORIZED = { said: 'no', code: 401 };

/** As the world's table of addresses that a relay must not reach (facts of coturn 4.6.1). */
const strangers = [
  ...['127.0.0.2', '0.0.0.0', '10.0.0.1', '169.254.169.254', '192.168.1.1', '100.64.0.1'],
  ...['8.8.8.8', '203.0.113.7', '255.255.255.255'],
];
const ipv6 = [
  ...['::1', '::', 'fd00::1', 'fe80::1', '::ffff:127.0.0.1', '::ffff:0.0.0.0', '::ffff:10.0.0.1'],
  ...['64:ff9b::7f00:1', '2001:db8::1'],
];

let ids = 0;

describe.skipIf(!hasRelay())('the relay', () => {
  let relay: Relay;
  let port: number;
  let tlsPort: number;

  beforeAll(async () => {
    [port, tlsPort] = [await freePort(), await freePort()];
    relay = await startRelay({ peers: SFU, port, tlsPort });
  });
  afterAll(() => relay.stop());

  const credential = (expiresAt = Date.now() + HOUR, secret = relay.secret): TurnCredential =>
    turnCredential(new Secret(secret), { expiresAt, id: `test${ids++}` });

  async function open(
    transport: 'udp' | 'tcp' | 'tls',
    given: TurnCredential | undefined = credential(),
  ): Promise<TurnClient> {
    const at = { host: SFU, port: transport === 'tls' ? tlsPort : port };
    const trust = { servername: RELAY_NAME, ca: relay.certificate };
    const client = await TurnClient.open(
      { transport, ...at, ...trust },
      { credential: given, waitMs },
    );
    onTestFinished(() => client.close());
    return client;
  }

  /** The port of a test before may come again while the relay still knows it: then from another one. */
  async function asked(
    by: 'udp' | 'tcp' | 'tls',
    given?: TurnCredential,
  ): Promise<{ client: TurnClient; answer: TurnAnswer }> {
    const client = await open(by, given);
    const answer = await client.allocate();
    if (answer.said === 'no' && answer.code === 437) return asked(by, given);
    return { client, answer };
  }

  async function withRelay(): Promise<TurnClient> {
    const { client, answer } = await asked('udp');
    expect(answer).toMatchObject({ said: 'yes' });
    return client;
  }

  it.each(strangers)('[T10] carries nothing to %s', async (stranger) => {
    const client = await withRelay();
    expect(await client.permit(stranger)).toEqual(FORBIDDEN);
  });

  it.each(ipv6)('[T10] carries nothing to %s, however it is written', async (stranger) => {
    const client = await withRelay();
    // 443: this relay is for another family of addresses.
    expect(await client.permit(stranger)).toMatchObject({ said: 'no', code: 443 });
  });

  it('[T10] gives no IPv6 relay, through which mapped addresses could be reached', async () => {
    const client = await open('udp');
    expect(await client.allocate({ ipv6: true })).toMatchObject({ said: 'no', code: 440 });
  });

  it.each([
    ['no credential', () => undefined],
    ['one that has expired', () => credential(Date.now() - 1000)],
    ['one of another secret', () => credential(undefined, 'x'.repeat(40))],
    ['one whose time was changed', () => later(credential())],
  ])('[T10] refuses %s', async (_what, given) => {
    const client = await TurnClient.open({ transport: 'udp', host: SFU, port }, optional(given()));
    onTestFinished(() => client.close());
    expect(await client.allocate()).toEqual(UNAUTHORIZED);
  });

  it('[T10] refuses the thirteenth relay of one credential', async () => {
    const shared = credential();
    for (let count = 0; count < 12; count++) {
      expect((await asked('udp', shared)).answer).toMatchObject({ said: 'yes' });
    }
    expect((await asked('udp', shared)).answer).toEqual({ said: 'no', code: 486 });
  });

  it.each(['udp', 'tcp', 'tls'] as const)(
    '[T09] relays to the media workers over %s',
    async (by) => {
      const { client, answer } = await asked(by);
      expect(answer).toEqual({ said: 'yes', relayedAddress: SFU });
      expect(await client.permit(SFU)).toMatchObject({ said: 'yes' });
    },
  );

  it.each(['TLSv1', 'TLSv1.1'] as const)('[R126, T28] does not speak %s', async (version) => {
    const socket = connect({
      ...{ host: SFU, port: tlsPort, rejectUnauthorized: false },
      ...{ minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' },
    });
    onTestFinished(() => void socket.destroy());
    // It does not even answer such a hello, so that silence counts as a refusal.
    const outcome = await new Promise((resolve) => {
      socket.setTimeout(SILENCE_MS, () => resolve('refused'));
      socket.once('error', () => resolve('refused'));
      socket.once('secureConnect', () => resolve('spoken'));
    });
    expect(outcome).toBe('refused');
  });

  it('[R126, T28] speaks TLS 1.2, with a certificate for its name', async () => {
    const trust = { servername: RELAY_NAME, ca: relay.certificate };
    const socket = connect({ host: SFU, port: tlsPort, ...trust });
    onTestFinished(() => void socket.destroy());
    await once(socket, 'secureConnect');
    expect(['TLSv1.2', 'TLSv1.3']).toContain(socket.getProtocol());
  });

  it('[T25] writes no secret', () => {
    expect(relay.output()).not.toContain(relay.secret);
  });
});

const optional = (given: TurnCredential | undefined): { credential?: TurnCredential } =>
  given === undefined ? {} : { credential: given };

/** Somebody who lengthens the life of a credential without knowing the secret. */
function later({ username, credential }: TurnCredential): TurnCredential {
  const [time = '', id = ''] = username.split(':');
  return { username: `${Number(time) + 86_400}:${id}`, credential };
}
