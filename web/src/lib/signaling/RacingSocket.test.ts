import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RacingSocket } from './RacingSocket.ts';
import type { RefusalListener, WireSocket } from './WireSocket.ts';

/** A connection by hand. */
class HandSocket implements WireSocket {
  readonly number: number;
  readonly pings: ((reply: unknown) => void)[] = [];
  connects = 0;
  isOver = false;
  event: (name: string, payload: unknown) => void = () => undefined;
  open: () => void = () => undefined;
  lost: (byServer: boolean) => void = () => undefined;
  refuse: RefusalListener = () => undefined;

  constructor(number: number) {
    this.number = number;
  }

  connect(): void {
    this.connects += 1;
  }
  disconnect(): void {
    this.isOver = true;
  }
  emit(method: string, _params: unknown, answer: (reply: unknown) => void): void {
    if (method === 'ping') this.pings.push(answer);
    else answer(this.number);
  }
  onEvent(listener: (name: string, payload: unknown) => void): void {
    this.event = listener;
  }
  onConnect(listener: () => void): void {
    this.open = listener;
  }
  onDisconnect(listener: (byServer: boolean) => void): void {
    this.lost = listener;
  }
  onRefused(listener: RefusalListener): void {
    this.refuse = listener;
  }

  answer(): void {
    for (const answer of this.pings.splice(0)) answer({ ok: true, result: {} });
  }
}

interface World {
  readonly sockets: HandSocket[];
  readonly heard: string[];
  readonly racing: RacingSocket;
  /** The one that was opened as this. */
  at(index: number): HandSocket;
}

function start({ connected = true } = {}): World {
  const sockets: HandSocket[] = [];
  const heard: string[] = [];
  const racing = new RacingSocket(() => {
    const socket = new HandSocket(sockets.length);
    sockets.push(socket);
    return socket;
  });
  racing.onConnect(() => heard.push('connected'));
  racing.onDisconnect((byServer) => heard.push(byServer ? 'ended' : 'lost'));
  racing.onRefused(({ code }) => heard.push(`refused ${code ?? ''}`));
  racing.onEvent((name) => heard.push(name));
  racing.connect();
  const at = (index: number): HandSocket => {
    const socket = sockets[index];
    if (socket === undefined) throw new Error('there is no such socket');
    return socket;
  };
  if (connected) at(0).open();
  heard.splice(0);
  return { sockets, heard, racing, at };
}

const usedBy = ({ racing }: World): unknown => {
  let used: unknown;
  racing.emit('enter', {}, (reply) => (used = reply));
  return used;
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('[T06] a connection in doubt', () => {
  it('that answers is kept, and nothing else is tried', () => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(300);
    world.at(0).answer();
    vi.advanceTimersByTime(60_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.heard).toEqual([]);
  });

  it('that answers late is kept, if the other one is not there yet', () => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(2_000);
    world.at(0).answer();
    expect(world.at(1).isOver).toBe(true);
    world.at(1).open();
    expect(world.heard).toEqual([]);
    expect(usedBy(world)).toBe(0);
  });

  it('is left for one that is there first', () => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(500);
    world.at(1).open();
    expect(world.heard).toEqual(['lost', 'connected']);
    expect(usedBy(world)).toBe(1);
    world.at(0).answer();
    world.at(0).event('peerLeft', {});
    world.at(1).event('peerJoined', {});
    expect(world.heard.slice(2)).toEqual(['peerJoined']);
    expect(usedBy(world)).toBe(1);
  });

  it("that was left is closed, and what it says of that is nobody's business", () => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(500);
    world.at(1).open();
    expect(world.at(0).isOver).toBe(true);
    world.at(0).lost(false);
    expect(world.heard).toEqual(['lost', 'connected']);
    expect(world.at(1).isOver).toBe(false);
  });

  it('is asked once, however often it is doubted', () => {
    const world = start();
    for (let time = 0; time < 5; time++) world.racing.doubt('silent');
    vi.advanceTimersByTime(3_000);
    world.racing.doubt('silent');
    expect(world.at(0).pings).toHaveLength(1);
    expect(world.sockets).toHaveLength(2);
  });

  it('has its rival begin anew when the network is there', () => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(3_000);
    world.racing.doubt('changed');
    expect(world.at(1).isOver).toBe(true);
    expect(world.at(2)).toMatchObject({ connects: 1, isOver: false });
  });

  it('goes on alone when its rival reaches nobody', () => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(12_000);
    expect(world.at(1).isOver).toBe(true);
    world.racing.doubt('silent');
    vi.advanceTimersByTime(500);
    expect(world.sockets).toHaveLength(3);
  });

  it.each(['tooMany', 'protocolMismatch'])('is kept when its rival is refused: %s', (code) => {
    const world = start();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(500);
    world.at(1).refuse({ code });
    expect(world.at(1).isOver).toBe(true);
    expect(world.heard).toEqual([]);
    expect(usedBy(world)).toBe(0);
  });

  it('can be doubted again', () => {
    const world = start();
    world.racing.doubt('silent');
    world.at(0).answer();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(500);
    world.at(1).open();
    world.racing.doubt('silent');
    vi.advanceTimersByTime(500);
    world.at(2).open();
    expect(usedBy(world)).toBe(2);
    expect(world.at(0).isOver).toBe(true);
  });
});

describe('[T06] a connection that is being made', () => {
  it('hangs in a dead network, and is begun anew at once when there is another', () => {
    const world = start({ connected: false });
    world.racing.doubt('changed');
    expect(world.at(1).connects).toBe(1);
    world.at(1).open();
    expect(world.at(0).isOver).toBe(true);
    expect(world.heard).toEqual(['connected']);
  });

  it('is kept when it is there first', () => {
    const world = start({ connected: false });
    world.racing.doubt('changed');
    world.at(0).open();
    expect(world.at(1).isOver).toBe(true);
    expect(world.heard).toEqual(['connected']);
    expect(usedBy(world)).toBe(0);
  });

  it('says what happens to it as before', () => {
    const world = start();
    world.at(0).lost(false);
    world.at(0).refuse({ code: 'tooMany' });
    world.at(0).open();
    world.at(0).lost(true);
    expect(world.heard).toEqual(['lost', 'refused tooMany', 'connected', 'ended']);
  });
});

it('nothing is begun any more once it is closed, and nothing is left open', () => {
  const world = start();
  world.racing.doubt('silent');
  vi.advanceTimersByTime(500);
  world.at(1).open();
  world.racing.doubt('silent');
  world.racing.disconnect();
  vi.advanceTimersByTime(60_000);
  world.racing.doubt('changed');
  expect(world.sockets).toHaveLength(2);
  expect(world.sockets.every(({ isOver }) => isOver)).toBe(true);
});
