import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../tests/support/ManualClock.ts';
import { Budget } from './Budget.ts';
import { Budgets } from './Budgets.ts';
import { createClientAddress } from './clientAddress.ts';
import { SocketCount } from './SocketCount.ts';

describe('budgets', () => {
  it('are used up and fill again with time, never beyond their size', () => {
    const clock = new ManualClock();
    const budget = new Budget({ size: 2, perSecond: 1 }, clock);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
    clock.advance(999);
    expect(budget.take()).toBe(false);
    clock.advance(1);
    expect([budget.take(), budget.take()]).toEqual([true, false]);
    clock.advance(60_000);
    expect([budget.take(), budget.take(), budget.take()]).toEqual([true, true, false]);
  });

  it('do not fill when the clock is set back', () => {
    const clock = new ManualClock();
    const budget = new Budget({ size: 1, perSecond: 1 }, clock);
    budget.take();
    clock.advance(-60_000);
    expect(budget.take()).toBe(false);
  });

  it('of many keys are kept apart, and memory for them is bounded', () => {
    const budgets = new Budgets({ size: 1, perSecond: 0 }, new ManualClock());
    expect([budgets.take('a'), budgets.take('a'), budgets.take('b')]).toEqual([true, false, true]);
    for (let key = 0; key < 10_000; key++) budgets.take(`flood ${key}`);
    expect(budgets.take('a')).toBe(true);
  });
});

describe('sockets of one address', () => {
  it('are counted, the whole network of an IPv6 address as one', () => {
    const count = new SocketCount(2);
    count.opened('2001:db8::1');
    count.opened('2001:db8::2');
    expect([count.isFull('2001:db8::3'), count.isFull('2001:db8:1::1')]).toEqual([true, false]);
    count.closed('2001:db8::2');
    expect(count.isFull('2001:db8::3')).toBe(false);
    count.opened('::ffff:203.0.113.9');
    count.opened('203.0.113.9');
    expect(count.isFull('203.0.113.9')).toBe(true);
  });
});

describe('the address of a client', () => {
  const request = (direct: string, forwarded?: string): IncomingMessage => {
    const socket = new Socket();
    Object.defineProperty(socket, 'remoteAddress', { value: direct });
    const message = new IncomingMessage(socket);
    if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded;
    return message;
  };

  it('is not what the client itself says', () => {
    const address = createClientAddress([]);
    expect(address(request('203.0.113.9', '10.0.0.1'))).toBe('203.0.113.9');
  });

  it.each([
    ['a proxy says', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    [
      'the nearest proxy says, whatever the client wrote before',
      '10.0.0.1',
      '1.1.1.1, 203.0.113.9',
      '203.0.113.9',
    ],
    ['a chain of proxies says', '10.0.0.1', '203.0.113.9, 10.9.9.9', '203.0.113.9'],
    ['the connection says, when a proxy says nothing', '10.0.0.1', undefined, '10.0.0.1'],
    ['the connection says, when a proxy says nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
    [
      'the connection says, when it is none of our proxies',
      '198.51.100.1',
      '203.0.113.9',
      '198.51.100.1',
    ],
    ['the connection says, in its plain form', '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ])('is what %s', (...[, direct, forwarded, expected]) => {
    const address = createClientAddress(['10.0.0.0/8', 'localhost']);
    expect(address(request(direct, forwarded))).toBe(expected);
  });
});
