import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { baseKeyOf } from './testCall.ts';
import { FromFrameWorker, KeyMessage, ToFrameWorker, TransformOptions } from './messages.ts';

const audio = { id: 'a', kind: 'audio', mimeType: 'audio/opus', source: 'microphone' };

describe('[R121] frame messages', () => {
  it.each([
    { op: 'install', epoch: 2n ** 64n - 1n, baseKey: baseKeyOf(1n) },
    { op: 'install', epoch: 0n, baseKey: new Uint8Array(32) },
    { op: 'sendWith', epoch: 7n, leaf: 1023 },
    { op: 'stopSending' },
    { op: 'forgetBefore', epoch: 7n },
  ])('about keys survive structured clone: $op', (message) => {
    expect(v.parse(KeyMessage, structuredClone(message))).toEqual(message);
    expect(v.parse(ToFrameWorker, structuredClone(message))).toEqual(message);
  });

  it.each([
    { op: 'install', epoch: 2n ** 64n, baseKey: baseKeyOf(1n) },
    { op: 'sendWith', epoch: 7n, leaf: 1024 },
    { op: 'sendWith', epoch: '7', leaf: 1 },
    { op: 'expect', receiverId: 'a', leaf: 1, source: 'microphone', sinceEpoch: 0n },
    { op: 'stats' },
  ])('about keys are nothing else: %o', (message) => {
    expect(v.safeParse(KeyMessage, message).success).toBe(false);
  });

  it('carry a consumer whose participant is no leaf yet', () => {
    const open = { direction: 'open', ...audio, sinceEpoch: 3n };
    expect(v.parse(TransformOptions, open)).toEqual(open);
  });

  it.each([
    { direction: 'seal', ...audio, ctx: 4, leaf: 3 },
    { direction: 'seal', ...audio, ctx: 2 ** 30 },
    { direction: 'seal', ...audio, ctx: 4, source: 'camera' },
    { direction: 'open', ...audio, sinceEpoch: 3n, ctx: 4 },
    { direction: 'open', ...audio, sinceEpoch: 3n, id: '' },
    { direction: 'open', ...audio, sinceEpoch: 3n, id: 'x'.repeat(65) },
    { ...audio, ctx: 4 },
  ])('refuse the transform %o', (options) => {
    expect(v.safeParse(TransformOptions, options).success).toBe(false);
  });

  it('of the worker hold every counter', () => {
    const transform = {
      id: 'a',
      direction: 'open',
      kind: 'audio',
      passed: 1,
      dropped: { noKey: 1 },
    };
    const stats = { op: 'stats', transforms: [transform] };
    expect(v.safeParse(FromFrameWorker, stats).success).toBe(false);
  });
});
