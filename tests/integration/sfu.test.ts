import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { mute } from '../support/mute.ts';
import { RtpPeer } from '../support/rtpPeer.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';

let server: RunningServer;
let organizer: NodeBrowser;

beforeAll(async () => {
  server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500', RTC_WORKERS: '2' } });
  organizer = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

/** Members in a session of their own, the host first. */
async function room(size: number): Promise<TestMember[]> {
  const meeting = await createMeeting(organizer);
  const options = { origin: server.origin, meeting };
  const members = [await TestMember.start(options)];
  while (members.length < size) members.push(await TestMember.join(options));
  onTestFinished(() => {
    for (const member of members) member.close();
  });
  return members;
}

async function pair(): Promise<[TestMember, TestMember]> {
  const [host, guest] = await room(2);
  if (!host || !guest) throw new Error('no members');
  return [host, guest];
}

async function media(member: TestMember): Promise<RtpPeer> {
  const peer = await RtpPeer.open(member);
  onTestFinished(() => peer.close());
  return peer;
}

const heardBy = (listener: RtpPeer): number => listener.incoming[0]?.packets ?? 0;

/** What was heard once all is that had come by now: a busy machine lets packets lie for a while. */
async function heardSoFar(listener: RtpPeer): Promise<number> {
  for (let heard = -1; heard !== heardBy(listener);) {
    heard = heardBy(listener);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return heardBy(listener);
}

/** The media workers of the server, oldest first. */
function workerPids(): number[] {
  const children = execFileSync('pgrep', ['-P', String(server.pid), 'mediasoup']).toString();
  return children.trim().split('\n').map(Number);
}

describe('media', () => {
  it('flows from a producer to a consumer', async () => {
    const [host, guest] = await pair();
    const [speaker, listener] = [await media(host), await media(guest)];
    const producerId = await speaker.sendAudio();
    expect((await guest.wire.next('producerAdded')).producer.producerId).toBe(producerId);
    await listener.receive([producerId]);
    await listener.hears(50);
    expect(listener.incoming[0]?.packets).toBeGreaterThan(49);
  });

  it('is not forwarded before the consumer is resumed, nor while either side is paused', async () => {
    const [host, guest] = await pair();
    const [speaker, listener] = [await media(host), await media(guest)];
    const producerId = await speaker.sendAudio();
    await listener.receive([producerId]);
    await listener.hears(10);
    await host.wire.request('pauseProducer', { producerId });
    await guest.wire.next('producerPaused');
    const paused = await heardSoFar(listener);
    const { sent } = speaker;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(speaker.sent).toBeGreaterThan(sent);
    expect(heardBy(listener) - paused).toBeLessThan(3);
    await host.wire.request('resumeProducer', { producerId });
    await listener.hears(10);
  });

  it('an ICE restart gives new credentials and interrupts nothing', async () => {
    const [host, guest] = await pair();
    const [speaker, listener] = [await media(host), await media(guest)];
    await listener.receive([await speaker.sendAudio()]);
    await listener.hears(10);
    const { transportIds } = speaker;
    const before = speaker.iceParameters;
    const { iceParameters } = await host.wire.request('restartIce', {
      transportId: transportIds.send,
    });
    expect(iceParameters.usernameFragment).not.toBe(before.usernameFragment);
    // ICE lite accepts the old pair until the new one is used, so nothing is lost meanwhile.
    await listener.hears(10);
  });

  it('ends for everybody when its producer leaves', async () => {
    const [host, guest] = await pair();
    const [speaker, listener] = [await media(host), await media(guest)];
    const producerId = await speaker.sendAudio();
    await listener.receive([producerId]);
    host.close();
    const { peerId } = await guest.wire.next('producerClosed');
    expect(peerId).toBe(host.entered.peerId);
    expect(await guest.wire.next('consumerClosed')).toEqual({
      consumerId: listener.incoming[0]?.consumerId,
    });
    expect(await guest.wire.refusal('consume', { producerId })).toBe('notFound');
  });
});

describe('[V-27] a connection of which nothing comes any more', () => {
  it('lives on as long as media of it come, and ends with them', async () => {
    const [host, speaker, first, second] = await room(4);
    if (!host || !speaker || !first || !second) throw new Error('no members');
    const gone = async ({ entered }: TestMember): Promise<unknown> =>
      host.wire.next('peerLeft', ({ peerId }) => peerId === entered.peerId);
    const sending = await media(speaker);
    await sending.sendAudio();
    mute(speaker.wire.socket);
    // Twice as long as others may be silent.
    for (const other of [first, second]) {
      mute(other.wire.socket);
      await gone(other);
    }
    expect(speaker.wire.connected).toBe(true);
    sending.hush();
    await gone(speaker);
  }, 90_000);
});

describe('what is not allowed', () => {
  it('media of somebody who is not a member is refused', async () => {
    const [host] = await pair();
    const stranger = await TestMember.enter(host.options);
    onTestFinished(() => stranger.close());
    expect(await stranger.wire.refusal('openMedia', {})).toBe('notNow');
  });

  it('the ids of others do nothing', async () => {
    const [host, guest] = await pair();
    const [speaker, listener] = [await media(host), await media(guest)];
    const producerId = await speaker.sendAudio();
    await listener.receive([producerId]);
    const consumerId = listener.incoming[0]?.consumerId ?? '';
    expect(await guest.wire.refusal('closeProducer', { producerId })).toBe('notFound');
    expect(await guest.wire.refusal('pauseProducer', { producerId })).toBe('notFound');
    expect(await host.wire.refusal('closeConsumer', { consumerId })).toBe('notFound');
    const transportId = speaker.transportIds.send;
    expect(await guest.wire.refusal('restartIce', { transportId })).toBe('notFound');
    expect(await host.wire.refusal('consume', { producerId })).toBe('notFound');
    await listener.hears(10);
  });

  it('parameters that mean nothing are refused, and the peer stays connected', async () => {
    const [host] = await pair();
    const speaker = await media(host);
    const rtpParameters = {
      codecs: [{ mimeType: 'audio/nonsense', payloadType: 100, clockRate: 1 }],
      encodings: [{ ssrc: 5 }],
    };
    await speaker.sendAudio();
    const produce = { kind: 'audio', source: 'screenAudio', paused: false, rtpParameters } as const;
    expect(await host.wire.refusal('produce', produce)).toBe('malformed');
    const twice = { ...produce, source: 'microphone' } as const;
    expect(await host.wire.refusal('produce', twice)).toBe('notNow');
    expect(host.wire.connected).toBe(true);
  });

  it('a source of the wrong kind is refused', async () => {
    const [host] = await pair();
    const speaker = await media(host);
    await expect(speaker.sendAudio({ source: 'camera' })).rejects.toThrow('malformed');
  });

  it('the seventeenth open microphone is refused, and allowed when another is muted', async () => {
    const members = await room(17);
    const peers = await Promise.all(members.map((member) => media(member)));
    const ids: string[] = [];
    for (const peer of peers.slice(0, 16)) ids.push(await peer.sendAudio());
    const [first] = members;
    const last = members[16];
    if (!first || !last) throw new Error('no members');
    await expect(peers[16]?.sendAudio()).rejects.toThrow('tooManyMicrophones');
    const producerId = (await peers[16]?.sendAudio({ paused: true })) ?? '';
    expect(await last.wire.refusal('resumeProducer', { producerId })).toBe('tooManyMicrophones');
    await first.wire.request('pauseProducer', { producerId: ids[0] ?? '' });
    expect(await last.wire.refusal('resumeProducer', { producerId })).toBeUndefined();
  }, 90_000);
});

describe('many people', () => {
  it('a room above thirty people spreads over two workers, and everybody hears everybody', async () => {
    const members = await room(34);
    const peers: RtpPeer[] = [];
    for (const member of members) peers.push(await media(member));
    const [first] = peers;
    const last = peers.at(-1);
    if (!first || !last) throw new Error('no peers');
    expect(first.port).not.toBe(last.port);
    const [early, late] = [await first.sendAudio(), await last.sendAudio()];
    await last.receive([early]);
    await first.receive([late]);
    await Promise.all([first.hears(25), last.hears(25)]);
  }, 90_000);
});

describe('[T04] a worker that dies', () => {
  it('its rooms come back, others notice nothing', async () => {
    const [hostA, guestA] = await pair();
    const [hostB, guestB] = await pair();
    const rooms = [];
    for (const [host, guest] of [
      [hostA, guestA],
      [hostB, guestB],
    ] as const) {
      const [speaker, listener] = [await media(host), await media(guest)];
      await listener.receive([await speaker.sendAudio()]);
      await listener.hears(20);
      rooms.push({ host, guest, speaker, listener });
    }
    const [before] = workerPids();
    const ports = rooms.map(({ speaker }) => speaker.port);
    expect(ports[0]).not.toBe(ports[1]);
    const sentBefore = rooms.map(({ speaker, listener }) => [speaker.sent, heardBy(listener)]);
    process.kill(before ?? 0, 'SIGKILL');
    const lost = await Promise.race(
      rooms.map(async (one) => {
        await Promise.all([one.host.wire.next('mediaLost'), one.guest.wire.next('mediaLost')]);
        return one;
      }),
    );
    const other = rooms.find((one) => one !== lost);
    lost.speaker.close();
    lost.listener.close();
    const [speaker, listener] = [await media(lost.host), await media(lost.guest)];
    await listener.receive([await speaker.sendAudio()]);
    await listener.hears(20);
    await other?.listener.hears(20);
    if (other === undefined) throw new Error('no other room');
    const [sent = 0, heard = 0] = sentBefore[rooms.indexOf(other)] ?? [];
    // What is on its way, here or in the worker, is not lost.
    other.speaker.hush();
    const share = ((await heardSoFar(other.listener)) - heard) / (other.speaker.sent - sent);
    expect(share).toBeGreaterThan(0.95);
    expect(other.guest.wire.untaken).not.toContain('mediaLost');
    expect(lost.host.epoch).toBe(1);
    await expect
      .poll(() => server.log().some(({ event }) => event === 'sfu.worker-died'))
      .toBe(true);
  }, 90_000);
});
