import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoutedSocket, type PathSocket } from './RoutedSocket.ts';
import type { Refusal, RefusalListener } from './WireSocket.ts';

/** A socket by hand: whether and how it comes to a server is said by the test. */
class HandSocket implements PathSocket {
  readonly path: string;
  connects = 0;
  isOver = false;
  event: (name: string, payload: unknown) => void = () => undefined;
  open: () => void = () => undefined;
  lost: (byServer: boolean) => void = () => undefined;
  refuse: RefusalListener = () => undefined;
  fail: () => void = () => undefined;

  constructor(path: string) {
    this.path = path;
  }

  connect(): void {
    this.connects += 1;
  }
  disconnect(): void {
    this.isOver = true;
  }
  emit(_method: string, _params: unknown, answer: (reply: unknown) => void): void {
    answer(this.path);
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
  onFailed(listener: () => void): void {
    this.fail = listener;
  }
}

const HOME = '/signaling';
const elsewhere = (node: string): Refusal => ({ code: 'elsewhere', path: `/n/${node}/signaling` });

interface World {
  readonly sockets: HandSocket[];
  readonly heard: string[];
  readonly routed: RoutedSocket;
  /** The one that is used. */
  readonly now: HandSocket;
}

function start(): World {
  const sockets: HandSocket[] = [];
  const heard: string[] = [];
  const open = (path: string): HandSocket => {
    const socket = new HandSocket(path);
    sockets.push(socket);
    return socket;
  };
  const routed = new RoutedSocket({ open, waitMs: () => 500 });
  routed.onConnect(() => heard.push('connected'));
  routed.onDisconnect((byServer) => heard.push(byServer ? 'ended' : 'lost'));
  routed.onRefused(({ code }) => heard.push(`refused ${code ?? ''}`));
  routed.onEvent((name) => heard.push(name));
  routed.connect();
  const now = (): HandSocket => {
    const last = sockets.at(-1);
    if (last === undefined) throw new Error('there is no socket');
    return last;
  };
  return {
    ...{ sockets, heard, routed },
    get now() {
      return now();
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('[V-25] a connection to the node that has the room', () => {
  it.each([
    ['another site', '//evil.example/signaling'],
    ['a page of ours', '/n/a/../../api'],
    ['a path that is no signaling', '/n/a/api'],
    ['nothing', undefined],
  ])('is not led to %s', (_what, path) => {
    const world = start();
    world.now.refuse({ code: 'elsewhere', path });
    expect(world.sockets.map((socket) => socket.path)).toEqual([HOME, HOME]);
    expect(world.heard).toEqual([]);
  });

  it('asks again after a moment when nodes send it to and fro', () => {
    const world = start();
    for (const node of ['a', 'b', 'a', 'b']) world.now.refuse(elsewhere(node));
    expect(world.now).toMatchObject({ path: HOME, connects: 0 });
    vi.advanceTimersByTime(500);
    expect(world.now.connects).toBe(1);
  });

  it('stays where it is while there is one server, which tries again by itself', () => {
    const world = start();
    world.now.open();
    world.now.lost(false);
    world.now.fail();
    world.now.open();
    world.now.lost(true);
    expect(world.sockets).toHaveLength(1);
    expect(world.heard).toEqual(['connected', 'lost', 'connected', 'ended']);
  });

  it('goes where it is sent, and says so to nobody', () => {
    const world = start();
    world.now.refuse(elsewhere('node-2'));
    expect(world.now).toMatchObject({ path: '/n/node-2/signaling', connects: 1 });
    expect(world.sockets[0]?.isOver).toBe(true);
    world.now.open();
    expect(world.heard).toEqual(['connected']);
    world.routed.emit('enter', {}, (reply) => world.heard.push(String(reply)));
    expect(world.heard.at(-1)).toBe('/n/node-2/signaling');
  });

  it.each(['lost', 'fail', 'refuse'] as const)(
    'asks at the common path when the node is gone (%s)',
    (how) => {
      const world = start();
      world.now.refuse(elsewhere('a'));
      if (how === 'lost') {
        world.now.open();
        world.now.lost(true);
      } else if (how === 'fail') {
        world.now.fail();
      } else {
        world.now.refuse({ code: 'unavailable' });
      }
      expect(world.now).toMatchObject({ path: HOME, connects: 0 });
      vi.advanceTimersByTime(500);
      expect(world.now.connects).toBe(1);
      // Never as ended by the server: whoever hears that connects by itself.
      expect(world.heard).not.toContain('ended');
    },
  );

  it('hears nothing more from a node that it left', () => {
    const world = start();
    const before = world.now;
    before.refuse(elsewhere('a'));
    before.event('peerLeft', {});
    before.lost(false);
    expect(world.heard).toEqual([]);
  });

  it('says for good what is for good, also at a node', () => {
    const world = start();
    world.now.refuse(elsewhere('a'));
    world.now.refuse({ code: 'protocolMismatch' });
    expect(world.heard).toEqual(['refused protocolMismatch']);
  });

  it('connects no more once it was closed', () => {
    const world = start();
    world.now.refuse(elsewhere('a'));
    world.now.fail();
    world.routed.disconnect();
    vi.advanceTimersByTime(5_000);
    expect(world.now.connects).toBe(0);
  });
});
