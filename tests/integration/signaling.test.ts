import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { PROTOCOL_VERSION } from '../../shared/src/wire/protocolVersion.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import { RawSocket } from '../support/rawSocket.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, draftMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { WirePeer, type WireOptions } from '../support/wirePeer.ts';

/** In engine.io. */
const PONG = '3';

let server: RunningServer;
let organizer: NodeBrowser;

beforeAll(async () => {
  server = await startServer();
  organizer = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

async function opened(options: WireOptions = {}): Promise<WirePeer> {
  const peer = await WirePeer.connect(server.origin, options);
  onTestFinished(() => peer.close());
  return peer;
}

async function refused(options: WireOptions): Promise<string> {
  try {
    (await WirePeer.connect(server.origin, options)).close();
    return 'connected';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

describe('opening a connection', () => {
  it.each([
    ['an older page', { protocolVersion: PROTOCOL_VERSION - 1 }],
    ['a newer page', { protocolVersion: PROTOCOL_VERSION + 1 }],
    ['a page that does not say', {}],
    ['a page that says more', { protocolVersion: PROTOCOL_VERSION, admin: true }],
    ['a page that says it as text', { protocolVersion: String(PROTOCOL_VERSION) }],
  ])('%s is told that the versions differ', async (_which, auth) => {
    expect(await refused({ auth })).toBe('protocolMismatch');
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['another port of this machine', 'http://localhost:1'],
    ['a sandboxed frame', 'null'],
  ])('[T16] %s gets none', async (_which, origin) => {
    expect(await refused({ headers: { origin } })).not.toBe('connected');
    const noted = (): boolean =>
      server.log().some(({ event }) => event === 'signaling.foreign-origin');
    await expect.poll(noted).toBe(true);
  });

  it('[T12] one address has fifty', async () => {
    const peers = await Promise.all(Array.from({ length: 50 }, () => opened()));
    expect(await refused({})).not.toBe('connected');
    peers[0]?.close();
    await expect.poll(() => refused({})).toBe('connected');
    for (const peer of peers) peer.close();
  });

  it('what is no signaling is hung up on', async () => {
    const { port, hostname, host } = new URL(server.origin);
    const socket = connect(Number(port), hostname);
    const head = `GET /elsewhere HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    socket.write(head);
    expect(await text(socket)).toBe('');
  });
});

describe('[T06] a connection that falls silent', () => {
  it('is ended within 7 s, and none that answers 3 s late', async () => {
    const [silent, late] = await Promise.all([
      RawSocket.open(server.origin),
      RawSocket.open(server.origin),
    ]);
    onTestFinished(() => late.close());
    const from = performance.now();
    const silentEnds = silent.ended(10_000).then(() => performance.now() - from);
    expect(await late.ended(5_000)).toBe(false);
    late.text(PONG); // to the ping that came after 2 s
    expect(await silentEnds).toBeLessThan(9_000); // 7 s, and what a busy machine adds
    expect(await late.ended(1_000)).toBe(false);
  }, 20_000);
});

describe('[T19] guessing', () => {
  it('ends after twenty wrong links in a minute, and keeps nobody out who has one', async () => {
    const meeting = await createMeeting(organizer);
    const { meetingId, proofs } = meeting;
    const peers = await Promise.all(Array.from({ length: 30 }, () => opened()));
    const from = performance.now();
    const guesses = peers.map((peer, guess) => {
      const unknown = draftMeeting().meetingId;
      const params = { meetingId: guess % 2 ? unknown : meetingId, joinProof: random(32) };
      return peer.refusal('enter', params);
    });
    const codes = await Promise.all(guesses);
    // Another one is allowed every three seconds.
    const more = Math.floor((performance.now() - from) / 3_000);
    for (const peer of peers) peer.close();
    const answered = codes.filter((code) => code === 'linkUnknown').length;
    expect(answered).toBeGreaterThanOrEqual(20);
    expect(answered).toBeLessThanOrEqual(20 + more);
    expect(codes.filter((code) => code === 'tooMany')).toHaveLength(30 - answered);
    const guest = await opened();
    expect(await guest.refusal('enter', { meetingId, joinProof: proofs.copied })).toBeUndefined();
    await expect.poll(() => server.log().some(({ event }) => event === 'door.guessing')).toBe(true);
  });
});

describe('[T05] a server that is killed in a meeting', () => {
  it('has everybody resume in the same epoch, with what was final and without what was not', async () => {
    const meeting = await createMeeting(organizer);
    const options = { origin: server.origin, meeting };
    const host = await TestMember.start(options);
    const guest = await TestMember.join(options);
    const late = await TestMember.join(options);
    onTestFinished(() => {
      for (const member of [host, guest, late]) member.close();
    });
    await host.commit();
    guest.manner = 'silent';
    late.manner = 'silent';
    const lost = host.commitParams();
    const asked = host.wire.request('commit', lost).catch(() => 'lost');
    await guest.wire.next('commit', ({ commitId }) => commitId === lost.commitId);
    await server.kill9();
    expect(await asked).toBe('lost');
    await server.restart();
    guest.manner = 'applies';
    for (const member of [host, guest, late]) {
      const result = await member.reconnect();
      expect(result).toEqual({ kind: 'resumed', missed: [] });
      expect(member.epoch).toBe(3);
    }
    await host.commit({ commitId: lost.commitId });
    expect(host.epoch).toBe(4);
  }, 90_000);

  it('stopped, it says so, and hangs up on those who do not', async () => {
    const peer = await opened();
    const meeting = await createMeeting(organizer);
    const { meetingId, proofs } = meeting;
    await peer.request('enter', { meetingId, joinProof: proofs.copied });
    const silent = await RawSocket.open(server.origin);
    const from = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(9_000); // by itself, and not because time was up
    expect(await silent.ended(10_000)).toBe(true); // by a connection of its own
    expect(await peer.next('serverStopping')).toEqual({});
    await server.restart();
  }, 90_000);
});
