import { describe, expect, it } from 'vitest';
import { queuedBytes } from './queuedBytes.ts';

describe('what a connection leaves unread', () => {
  it('[T12] is counted in texts, buffers and array buffers alike', () => {
    const writeBuffer = [
      { type: 'message', data: 'abc' },
      { type: 'message', data: Buffer.alloc(1000) },
      { type: 'message', data: new ArrayBuffer(24) },
      { type: 'ping' },
    ];
    expect(queuedBytes({ writeBuffer })).toBe(1027);
    expect(queuedBytes({ writeBuffer: [] })).toBe(0);
  });
});
