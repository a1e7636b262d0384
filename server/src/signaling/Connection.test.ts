import { describe, expect, it } from 'vitest';
import { peerRequests } from '@conclave/shared/wire/peerRequests';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import {
  meetingIdOf,
  newPeerId,
  newSigner,
  participantIdOf,
  random,
} from '../../../tests/support/signers.ts';
import { Peer } from '../room/Peer.ts';
import { Connection, type EndReason } from './Connection.ts';
import { createDispatch, type Reply } from './dispatch.ts';
import type { Handlers } from './Handlers.ts';

/** Handlers of which all but a few answer with nothing. */
function handlers(change: Partial<Handlers>): Handlers {
  const unexpected = (): never => {
    throw new Error('not expected here');
  };
  const none: Handlers = {
    ping: () => ({}),
    enter: unexpected,
    knock: () => ({}),
    withdrawKnock: () => ({}),
    answerKnock: () => ({}),
    startSession: unexpected,
    takeTicket: () => ({}),
    commit: unexpected,
    ackCommit: () => ({}),
    resume: unexpected,
    reportHead: () => ({}),
    provideHead: () => ({}),
    relay: () => ({}),
    endSession: () => ({}),
    leave: () => ({}),
    registerAuthor: () => ({}),
    openDocuments: unexpected,
    appendEntry: () => ({ position: 1, at: 0 }),
    signalDocument: () => ({}),
    openMedia: unexpected,
    joinMedia: unexpected,
    connectTransport: () => ({}),
    restartIce: unexpected,
    produce: unexpected,
    pauseProducer: () => ({}),
    resumeProducer: () => ({}),
    closeProducer: () => ({}),
    consume: unexpected,
    resumeConsumer: () => ({}),
    pauseConsumer: () => ({}),
    closeConsumer: () => ({}),
    setPreferredLayers: () => ({}),
    requestKeyFrame: () => ({}),
  };
  return { ...none, ...change };
}

function stage(change: Partial<Handlers> = {}) {
  const time = new ManualTime();
  const told: string[] = [];
  const ended: { reason: EndReason; fault: unknown }[] = [];
  const peer = new Peer({
    id: newPeerId(),
    challenge: random(32),
    socket: {
      address: '203.0.113.9',
      send: (name) => void told.push(name),
      sendNewest: (_key, name) => void told.push(name),
      close: () => undefined,
    },
  });
  const connection = new Connection({
    peer,
    dispatch: createDispatch(handlers(change)),
    clock: time,
    end: (reason, fault) => void ended.push({ reason, fault }),
  });
  const ask = async (method: unknown, params: unknown): Promise<Reply | undefined> => {
    let reply: Reply | undefined;
    await connection.receive(method, [params, (answer: Reply) => (reply = answer)]);
    return reply;
  };
  return { time, told, ended, peer, connection, ask };
}

const malformed = { ok: false, code: 'malformed' };

describe('what hostile pages send', () => {
  it.each([
    ['an unknown name', 'becomeHost', {}],
    ['a name of every object', 'constructor', {}],
    ['__proto__', '__proto__', {}],
    ['no name', 7, {}],
    ['no params', 'leave', undefined],
    ['params that are a list', 'leave', []],
    ['more than agreed', 'leave', { extra: 1 }],
    ['NaN', 'reportHead', { epoch: NaN }],
    ['a negative number', 'reportHead', { epoch: -1 }],
    ['a number as text', 'reportHead', { epoch: '1' }],
    ['an id in another spelling', 'withdrawKnock', { knockId: 'A'.repeat(21) + '=' }],
    ['bytes that are too many', 'relay', { to: null, sealed: new Uint8Array(8 * 1024 + 1) }],
    ['bytes that are none', 'relay', { to: null, sealed: new Uint8Array(0) }],
    ['text for bytes', 'relay', { to: null, sealed: 'abc' }],
    ['a list for bytes', 'relay', { to: null, sealed: [1, 2, 3] }],
    [
      'an empty list of fingerprints',
      'connectTransport',
      { transportId: 't', dtlsParameters: { role: 'server', fingerprints: [] } },
    ],
  ])('%s is malformed', async (_what, method, params) => {
    const { ask, ended } = stage();
    expect(await ask(method, params)).toEqual(malformed);
    expect(ended).toEqual([]);
  });

  it('deep nesting is malformed and takes no time', async () => {
    const { ask } = stage();
    let deep: unknown = {};
    for (let depth = 0; depth < 100_000; depth++) deep = { sealed: deep };
    expect(await ask('relay', deep)).toEqual(malformed);
  });

  it('[T12] what is answered with much has a small budget of its own, which comes back', async () => {
    const { ask, time, ended } = stage();
    const knock = { knockId: 'A'.repeat(22), sealedKnock: new Uint8Array(64) };
    const codes: unknown[] = [];
    for (let asked = 0; asked < 26; asked++) codes.push(await ask('knock', knock));
    expect(codes.slice(0, 24)).toEqual(Array(24).fill({ ok: true, result: {} }));
    expect(codes.slice(24)).toEqual(Array(2).fill({ ok: false, code: 'tooMany' }));
    expect(await ask('leave', {})).toEqual({ ok: true, result: {} });
    time.advance(1000);
    expect(await ask('knock', knock)).toEqual({ ok: true, result: {} });
    expect(ended).toEqual([]);
  });

  it('[T11] is answered nineteen times; the twentieth ends the connection', async () => {
    const { ask, ended, connection } = stage();
    for (let sent = 1; sent < 20; sent++) await ask('nonsense', {});
    expect(ended).toEqual([]);
    await ask('nonsense', {});
    expect(ended).toEqual([{ reason: 'invalid', fault: undefined }]);
    expect(await ask('leave', {})).toBeUndefined();
    await connection.receive('leave', []);
    expect(ended).toHaveLength(1);
  });

  it('[T11] without a way to answer it counts as well', async () => {
    const { connection, ended } = stage();
    for (let sent = 1; sent <= 20; sent++) await connection.receive('leave', [{}]);
    expect(ended.map(({ reason }) => reason)).toEqual(['invalid']);
  });

  it('is forgiven with time: now and then two honest messages cross', async () => {
    const { ask, ended, time } = stage();
    for (let sent = 0; sent < 100; sent++) {
      await ask('nonsense', {});
      await time.pass(60_000);
    }
    expect(ended).toEqual([]);
  });

  it('[T12] beyond the limit is refused unread, and a flood ends the connection', async () => {
    let handled = 0;
    const { ask, ended } = stage({
      leave: () => {
        handled += 1;
        return {};
      },
    });
    const replies = [];
    for (let sent = 0; sent < 2_000; sent++) replies.push(await ask('leave', {}));
    expect(handled).toBe(400);
    expect(replies[400]).toEqual({ ok: false, code: 'tooMany' });
    expect(ended.map(({ reason }) => reason)).toEqual(['flood']);
  });

  it('[T12] a steady stream below the limit is served for ever', async () => {
    const { ask, ended, time } = stage();
    for (let second = 0; second < 60; second++) {
      for (let sent = 0; sent < 50; sent++)
        expect(await ask('leave', {})).toMatchObject({ ok: true });
      await time.pass(1_000);
    }
    expect(ended).toEqual([]);
  });
});

describe('our own faults', () => {
  it('are answered as unavailable, and end the connection with what went wrong', async () => {
    const bug = new Error('a bug');
    const { ask, ended } = stage({ leave: () => Promise.reject(bug) });
    expect(await ask('leave', {})).toEqual({ ok: false, code: 'unavailable' });
    expect(ended).toEqual([{ reason: 'fault', fault: bug }]);
  });

  it('a result of another form than agreed goes to nobody', async () => {
    const iceParameters = { usernameFragment: 'u', password: 'p', secret: 's' };
    const result = { iceParameters, iceServers: [] };
    const { ask, ended } = stage({ restartIce: () => result });
    expect(await ask('restartIce', { transportId: 't' })).toEqual({
      ok: false,
      code: 'unavailable',
    });
    expect(ended.map(({ reason }) => reason)).toEqual(['fault']);
  });
});

describe('order', () => {
  it('[V-4] what follows from becoming a member comes after the answer', async () => {
    const seen: string[] = [];
    const { peer, told, connection } = stage({
      leave: (self) => {
        self.joins(participantIdOf(newSigner()), 0);
        self.notify('mediaLost', {});
        seen.push(...told);
        return {};
      },
    });
    peer.enters(meetingIdOf(newSigner()), { kind: 'copied', version: 1, proofHash: '' });
    await connection.receive('leave', [{}, () => seen.push('answer', ...told)]);
    expect(seen).toEqual(['answer']);
    expect(told).toEqual(['mediaLost']);
  });
});

describe('the table', () => {
  it('has a handler for each request and no other', () => {
    expect(Object.keys(handlers({})).sort()).toEqual(Object.keys(peerRequests).sort());
  });
});
