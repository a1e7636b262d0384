import { beforeEach, describe, expect, it } from 'vitest';
import { FakeSfu } from '../../../tests/support/FakeSfu.ts';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import { ConnectionTests } from './ConnectionTests.ts';

const dtls = { fingerprints: [{ algorithm: 'sha-256' as const, value: '00' }] };

describe('ConnectionTests', () => {
  let sfu: FakeSfu;
  let time: ManualTime;
  let tests: ConnectionTests;
  let callers = 0;
  const next = (): string => `caller ${callers++}`;
  beforeEach(() => {
    sfu = new FakeSfu();
    time = new ManualTime();
    const iceFor = () => ({ iceServers: [], iceTransportPolicy: 'all' as const });
    tests = new ConnectionTests({ sfu, timers: time, iceFor });
  });

  it('opens a way that closes by itself after half a minute, and leaves nothing', async () => {
    const { send } = await tests.open(next());
    await tests.connect(send.id, dtls);
    expect([sfu.rooms.size, sfu.peers]).toEqual([1, 1]);
    await time.pass(29_999);
    expect(sfu.peers).toBe(1);
    await time.pass(1);
    expect([sfu.rooms.size, sfu.peers]).toEqual([0, 0]);
    await expect(tests.connect(send.id, dtls)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('refuses more than twenty at once, also when all come in the same moment', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 25 }, () => tests.open(next())));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(sfu.rooms.size).toBe(1);
    await expect(tests.open(next())).rejects.toMatchObject({ code: 'tooMany' });
    await time.pass(30_000);
    await expect(tests.open(next())).resolves.toBeDefined();
  });

  it('refuses a third of one address while two run, and others are not held up by it', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => tests.open('one')));
    expect(asked.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
    ]);
    await expect(tests.open('one')).rejects.toMatchObject({ code: 'tooMany' });
    const other = await tests.open('other');
    tests.end(other.send.id);
    await expect(tests.open('one')).rejects.toMatchObject({ code: 'tooMany' });
    const [first] = asked;
    if (first?.status === 'fulfilled') tests.end(first.value.send.id);
    await tests.open('one');
    await expect(tests.open('one')).rejects.toMatchObject({ code: 'tooMany' });
    await time.pass(30_000);
    await expect(tests.open('one')).resolves.toBeDefined();
  });

  it('ends when the browser says so, once', async () => {
    const [one, other] = [await tests.open(next()), await tests.open(next())];
    tests.end(one.send.id);
    tests.end(one.send.id);
    tests.end('no such test');
    expect(sfu.peers).toBe(1);
    await tests.connect(other.send.id, dtls);
  });

  it('goes on in another room after its worker died', async () => {
    const { send } = await tests.open(next());
    for (const room of [...sfu.rooms]) room.lost();
    await expect(tests.connect(send.id, dtls)).rejects.toMatchObject({ code: 'notFound' });
    const after = await tests.open(next());
    await time.pass(29_999);
    await tests.connect(after.send.id, dtls);
  });

  it('takes no place for a room that failed to open', async () => {
    const opened = sfu.openRoom.bind(sfu);
    sfu.openRoom = () => Promise.reject(new Error('no worker'));
    await expect(tests.open(next())).rejects.toThrow('no worker');
    await expect(tests.open('one')).rejects.toThrow('no worker');
    await expect(tests.open('one')).rejects.toThrow('no worker');
    sfu.openRoom = opened;
    await expect(tests.open('one')).resolves.toBeDefined();
  });
});
