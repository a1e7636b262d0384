import { describe, expect, it } from 'vitest';
import { StuckConnection } from '../../../tests/support/StuckConnection.ts';
import { QueuedBytes } from './QueuedBytes.ts';

describe('[T12] what a connection leaves unread', () => {
  it('is counted in texts, buffers and array buffers alike, until the socket takes it', () => {
    const connection = new StuckConnection();
    const queued = new QueuedBytes(connection);
    connection.write('abc');
    connection.write(Buffer.alloc(1000));
    connection.write(new ArrayBuffer(24));
    connection.write();
    expect(queued.count).toBe(1027);
    connection.ready();
    expect(queued.count).toBe(0);
  });

  it('is too much above 8 MB', () => {
    const connection = new StuckConnection();
    const queued = new QueuedBytes(connection);
    for (let megabyte = 0; megabyte < 8; megabyte++) connection.write(Buffer.alloc(1024 * 1024));
    expect(queued.isTooMuch).toBe(false);
    connection.write('.');
    expect(queued.isTooMuch).toBe(true);
  });

  it('is known without going through it: one who does not read must not slow down the others', () => {
    const connection = new StuckConnection();
    const queued = new QueuedBytes(connection);
    for (let sent = 0; sent < 1_000; sent++) {
      connection.write('a pen that moved');
      expect(queued.isTooMuch).toBe(false);
    }
    expect(connection.looks).toBe(0);
  });
});
