import { expect, it } from 'vitest';
import { outcomeOf } from './handOver.ts';

const answered = (responseCode: number, command: string): Error =>
  Object.assign(new Error('said'), { responseCode, command });
const broken = Object.assign(new Error('broken'), { code: 'ECONNECTION', command: 'CONN' });

it.each([
  ['an address that is refused', answered(550, 'RCPT TO'), false, 'refused'],
  ['a mail that is refused', answered(554, 'DATA'), true, 'refused'],
  ['a mailbox that is full for now', answered(452, 'RCPT TO'), false, 'failed'],
  ['our own password', answered(535, 'AUTH PLAIN'), false, 'failed'],
  ['our own sender', answered(553, 'MAIL FROM'), false, 'failed'],
  ['a server that greets with a no', answered(554, 'CONN'), false, 'failed'],
  ['a server that goes away before the mail', broken, false, 'failed'],
  ['a line that breaks in the mail', broken, true, 'unknown'],
])('[M-6] %s', (...row) => {
  const [, error, begun, outcome] = row;
  expect(outcomeOf(error, begun)).toBe(outcome);
});
