import { randomBytes } from 'node:crypto';
import { turnCredential, type TurnSettings } from '../../signaling/iceServers.ts';
import { fault, note, reasonOf, well, type Finding } from './Finding.ts';
import type { RelayAddress } from './turn/StunLine.ts';
import { TurnClient, type TurnAnswer } from './turn/TurnClient.ts';

/** Addresses that a relay must not reach: the machine itself, and what lies beside it. */
const STRANGERS = ['10.0.0.1', '169.254.169.254', '192.168.1.1', '8.8.8.8'] as const;
const CREDENTIAL_MS = 60_000;

export interface RelayCheck {
  readonly turn: TurnSettings | undefined;
  /** Where the media workers are, as browsers are told. */
  readonly workers: string | undefined;
  readonly now: number;
  /** Certificates to trust instead of the system's. */
  readonly ca?: string;
  /** Where the relays really are, when their names lead elsewhere. */
  readonly host?: string;
}

/** Opens a real relay at each address, and asks it for what it must and must not carry. */
export async function checkRelays(check: RelayCheck): Promise<Finding[]> {
  const { turn } = check;
  if (turn === undefined) {
    const todo = 'People behind strict firewalls hear nothing without one: see turn/README.md.';
    return [note('relay', 'none is configured', todo)];
  }
  const findings: Finding[] = [];
  for (const url of turn.urls) findings.push(await checkRelay(url, turn, check));
  return findings;
}

async function checkRelay(url: string, turn: TurnSettings, check: RelayCheck): Promise<Finding> {
  const about = `relay ${url}`;
  const given = { expiresAt: check.now + CREDENTIAL_MS, id: randomBytes(9).toString('base64url') };
  const credential = turnCredential(turn.secret, given);
  let client: TurnClient;
  try {
    client = await TurnClient.open(addressOf(url, check), { credential });
  } catch (error) {
    const todo = 'See that the relay runs and that the firewall lets this port in.';
    return fault(about, `no connection (${reasonOf(error)})`, todo);
  }
  try {
    const opened = await client.allocate();
    if (opened.said !== 'yes') return refusedRelay(about, opened);
    return await checkPeers(about, client, check.workers);
  } finally {
    await client.close();
  }
}

function refusedRelay(about: string, answer: TurnAnswer): Finding {
  if (answer.said === 'no' && answer.code === 401) {
    const todo = 'TURN_SECRET of server and relay must be the same, and both clocks right.';
    return fault(about, 'it refuses our credential', todo);
  }
  const found = answer.said === 'no' ? `it answers ${answer.code}` : 'it does not answer';
  const todo = 'See that the relay runs, that the firewall lets this port in, and its quotas.';
  return fault(about, found, todo);
}

async function checkPeers(
  about: string,
  client: TurnClient,
  workers: string | undefined,
): Promise<Finding> {
  for (const stranger of STRANGERS) {
    if (stranger === workers || (await client.permit(stranger)).said !== 'yes') continue;
    const todo =
      'Use the template in turn/: everything denied, and only the media workers allowed.';
    return fault(about, `it would carry packets to ${stranger}`, todo);
  }
  if (workers !== undefined && (await client.permit(workers)).said !== 'yes') {
    const todo = `Set TURN_PEERS of the relay to ${workers}.`;
    return fault(about, `it does not carry packets to the media workers at ${workers}`, todo);
  }
  return well(about, 'opens a relay, to the media workers and nobody else');
}

const TURN_URL =
  /^(?<scheme>turns?):(?<name>\[[^\]]+\]|[^:?]+)(?::(?<port>\d+))?(?:\?transport=(?<by>udp|tcp))?$/u;

function addressOf(url: string, { ca, host }: RelayCheck): RelayAddress {
  const { scheme, name = url, port, by } = TURN_URL.exec(url)?.groups ?? {};
  const servername = name.replace(/^\[|\]$/gu, '');
  const plain = by === 'tcp' ? 'tcp' : 'udp';
  const [transport, usual] =
    scheme === 'turns' ? (['tls', 5349] as const) : ([plain, 3478] as const);
  const place = { transport, servername, host: host ?? servername, port: Number(port ?? usual) };
  return ca === undefined ? place : { ...place, ca };
}
