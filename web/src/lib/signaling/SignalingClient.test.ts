import { toBase64Url } from '@conclave/shared/bytes';
import { MeetingId, RequestId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignalingClient } from './SignalingClient.ts';
import type { AnyNotification } from './SignalingPort.ts';
import type { RefusalListener, WireSocket } from './WireSocket.ts';

interface Sent {
  method: string;
  params: unknown;
  answer: (reply: unknown) => void;
}

/** A server by hand: what was sent is kept, answers and breaks are given by the test. */
class FakeSocket implements WireSocket {
  readonly sent: Sent[] = [];
  connects = 0;
  disconnects = 0;
  connected = false;
  #connect: () => void = () => undefined;
  #disconnect: (byServer: boolean) => void = () => undefined;
  #refused: RefusalListener = () => undefined;
  #event: (name: string, payload: unknown) => void = () => undefined;

  connect(): void {
    this.connects += 1;
  }
  disconnect(): void {
    this.disconnects += 1;
  }
  emit(method: string, params: unknown, answer: (reply: unknown) => void): void {
    this.sent.push({ method, params, answer });
  }
  onEvent(listener: (name: string, payload: unknown) => void): void {
    this.#event = listener;
  }
  onConnect(listener: () => void): void {
    this.#connect = listener;
  }
  onDisconnect(listener: (byServer: boolean) => void): void {
    this.#disconnect = listener;
  }
  onRefused(listener: RefusalListener): void {
    this.#refused = listener;
  }

  open(): void {
    this.#connect();
  }
  break(byServer = false): void {
    this.#disconnect(byServer);
  }
  refuse(code?: string): void {
    this.#refused({ code });
  }
  event(name: string, payload: unknown): void {
    this.#event(name, payload);
  }
  methods(): string[] {
    return this.sent.map(({ method }) => method);
  }
  last(): Sent {
    const sent = this.sent.at(-1);
    if (sent === undefined) throw new Error('nothing was sent');
    return sent;
  }
}

const id = toBase64Url(new Uint8Array(16).fill(1));
const meetingId = v.parse(MeetingId, id);
const knockId = v.parse(RequestId, id);
const joinProof = new Uint8Array(32);
const entered = {
  peerId: id,
  challenge: new Uint8Array(32),
  linkKind: 'copied',
  linkVersion: 1,
  hostKey: new Uint8Array(32),
  sealedCard: new Uint8Array(10),
  record: new Uint8Array(10),
  openKeys: null,
  session: null,
};
const knock = { knockId, sealedKnock: new Uint8Array(8) };

function start(): { socket: FakeSocket; client: SignalingClient } {
  const socket = new FakeSocket();
  const client = new SignalingClient(socket);
  client.connect();
  return { socket, client };
}

function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof RefusedError ? error.code : error),
  );
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what a hostile or broken server sends', () => {
  it.each([
    ['no object', 'yes'],
    ['no word whether it worked', { result: {} }],
    ['a result of another form', { ok: true, result: { peerId: 5 } }],
    ['a result with more than agreed', { ok: true, result: { ...entered, extra: 1 } }],
    ['a code that does not exist', { ok: false, code: 'becauseISaySo' }],
  ])('an answer with %s refuses the request as malformed', async (_what, reply) => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('enter', { meetingId, joinProof }));
    socket.last().answer(reply);
    expect(await outcome).toBe('malformed');
  });

  it.each([
    ['an unknown name', 'becomeHost', {}],
    ['a name from the prototype', 'constructor', {}],
    ['a wrong payload', 'peerLeft', { peerId: 'short' }],
    ['more than agreed', 'mediaLost', { extra: 1 }],
    ['nothing', 'peerLeft', undefined],
  ])('drops and counts a notification with %s', (_what, name, payload) => {
    const { socket, client } = start();
    const heard: AnyNotification[] = [];
    client.onNotification((notification) => heard.push(notification));
    socket.open();
    socket.event(name, payload);
    expect(heard).toEqual([]);
    expect(client.malformed).toBe(1);
  });

  it('takes the first of two answers to one request', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('knock', knock));
    socket.last().answer({ ok: false, code: 'roomLocked' });
    socket.last().answer({ ok: true, result: {} });
    expect(await outcome).toBe('roomLocked');
  });

  it('gives a request up that is never answered', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('knock', knock));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toBe('unavailable');
  });

  it('stops for good when the server speaks another version, and says so to whoever asks later', async () => {
    const { socket, client } = start();
    const refusals: string[] = [];
    client.onRefusal((code) => refusals.push(code));
    const waiting = codeOf(client.request('enter', { meetingId, joinProof }));
    socket.refuse('protocolMismatch');
    expect(await waiting).toBe('protocolMismatch');
    expect(await codeOf(client.request('knock', knock))).toBe('protocolMismatch');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(refusals).toEqual(['protocolMismatch']);
    expect(socket.connects).toBe(1);
  });

  it('tries again when it was turned away for the moment', async () => {
    const { socket } = start();
    socket.refuse('tooMany');
    await vi.advanceTimersByTimeAsync(500);
    expect(socket.connects).toBe(2);
  });
});

describe('requests and connections', () => {
  it('answers with what the schema made of the result', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = client.request('enter', { meetingId, joinProof });
    socket.last().answer({ ok: true, result: { ...entered, challenge: new ArrayBuffer(32) } });
    expect((await outcome).challenge).toEqual(new Uint8Array(32));
  });

  it('holds requests until the first connection is there', () => {
    const { socket, client } = start();
    void codeOf(client.request('enter', { meetingId, joinProof }));
    expect(socket.methods()).toEqual([]);
    socket.open();
    expect(socket.methods()).toEqual(['enter']);
  });

  it('repeats a cut off request with the same ids, but only after entering and resuming', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('knock', knock));
    socket.break();
    socket.open();
    const again = client.request('enter', { meetingId, joinProof });
    expect(socket.methods()).toEqual(['knock', 'enter']);
    socket.last().answer({ ok: true, result: entered });
    await again;
    await vi.advanceTimersByTimeAsync(999);
    expect(socket.methods()).toEqual(['knock', 'enter']);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket.methods()).toEqual(['knock', 'enter', 'knock']);
    expect(socket.last().params).toEqual(socket.sent[0]?.params);
    socket.last().answer({ ok: true, result: {} });
    expect(await outcome).toBe('answered');
  });

  it('lets a late answer on the old connection not settle the repeated request', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('knock', knock));
    const old = socket.last();
    socket.break();
    socket.open();
    void codeOf(client.request('enter', { meetingId, joinProof }));
    socket.last().answer({ ok: true, result: entered });
    await vi.advanceTimersByTimeAsync(1000);
    old.answer({ ok: false, code: 'notNow' });
    socket.last().answer({ ok: true, result: {} });
    expect(await outcome).toBe('answered');
  });

  it('lets a cut off enter share the answer of the next one', async () => {
    const { socket, client } = start();
    socket.open();
    const first = codeOf(client.request('enter', { meetingId, joinProof }));
    socket.break();
    socket.open();
    const second = codeOf(client.request('enter', { meetingId, joinProof }));
    socket.last().answer({ ok: true, result: entered });
    expect(await Promise.all([first, second])).toEqual(['answered', 'answered']);
    expect(socket.methods()).toEqual(['enter', 'enter']);
  });

  it('repeats a cut off enter by itself when nobody else enters', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('enter', { meetingId, joinProof }));
    socket.break();
    socket.open();
    await vi.advanceTimersByTimeAsync(300);
    socket.last().answer({ ok: true, result: entered });
    expect(await outcome).toBe('answered');
  });

  it('refuses what is bound to the connection that broke: a repeat would make a second producer', async () => {
    const { socket, client } = start();
    socket.open();
    const produced = codeOf(client.request('closeProducer', { producerId: 'p' }));
    socket.break();
    expect(await produced).toBe('unavailable');
    expect(await codeOf(client.request('openMedia', {}))).toBe('unavailable');
    socket.open();
    await vi.advanceTimersByTimeAsync(2000);
    expect(socket.methods()).toEqual(['closeProducer']);
  });

  it('counts the time for an answer only while connected', async () => {
    const { socket, client } = start();
    socket.open();
    const outcome = codeOf(client.request('knock', knock));
    await vi.advanceTimersByTimeAsync(9000);
    socket.break();
    await vi.advanceTimersByTimeAsync(60_000);
    socket.open();
    void codeOf(client.request('enter', { meetingId, joinProof }));
    socket.last().answer({ ok: true, result: entered });
    await vi.advanceTimersByTimeAsync(1000);
    socket.last().answer({ ok: true, result: {} });
    expect(await outcome).toBe('answered');
  });

  it('connects again when the server ended the connection itself', async () => {
    const { socket } = start();
    socket.open();
    socket.break(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(socket.connects).toBe(2);
  });

  it('says when the connection comes and goes', () => {
    const { socket, client } = start();
    const states: string[] = [];
    client.onConnection((state) => states.push(state));
    socket.open();
    socket.break();
    socket.open();
    expect(states).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('is silent once closed, also when closed twice', async () => {
    const { socket, client } = start();
    const heard: string[] = [];
    client.onConnection((state) => heard.push(state));
    client.onNotification(({ name }) => heard.push(name));
    socket.open();
    const outcome = codeOf(client.request('knock', knock));
    client.close();
    client.close();
    socket.event('mediaLost', {});
    socket.break();
    expect(await outcome).toBe('unavailable');
    expect(await codeOf(client.request('knock', knock))).toBe('unavailable');
    expect(heard).toEqual(['connected']);
    expect(socket.disconnects).toBe(1);
  });
});
