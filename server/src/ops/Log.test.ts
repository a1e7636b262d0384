import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { RefusedError } from '@conclave/shared/RefusedError';
import { logFields } from '@conclave/shared/dataMap/logFields';
import { ManualClock } from '../../../tests/support/ManualClock.ts';
import { createLog, type Log } from './Log.ts';
import { formatEntry } from './logFormat.ts';

const Line = v.record(v.string(), v.unknown());

interface Written {
  log: Log;
  main: Record<string, unknown>[];
  security: Record<string, unknown>[];
  dropped: number[];
  told: unknown[];
}

function open(): Written {
  const main: Record<string, unknown>[] = [];
  const security: Record<string, unknown>[] = [];
  const dropped: number[] = [];
  const told: unknown[] = [];
  const into = (lines: Record<string, unknown>[]): { write: (line: string) => void } => ({
    write: (line) => lines.push(v.parse(Line, JSON.parse(line))),
  });
  const log = createLog({
    clock: new ManualClock(Date.UTC(2026, 10, 21)),
    level: 'debug',
    main: into(main),
    security: into(security),
    isRoute: (pattern) => pattern === '/api/meetings/:meetingId',
    onDropped: (fields) => dropped.push(fields),
    onError: (_, error) => told.push(error),
  });
  return { log, main, security, dropped, told };
}

const SECRET = 'Zanzibar-7f3a9c1e-canary';
const options = { isRoute: () => false, wholeAddresses: false };

describe('Log', () => {
  it('writes time, level, event and whitelisted fields, and nothing else', () => {
    const { log, main } = open();
    log.info('http.request', { method: 'GET', route: '/api/meetings/:meetingId', status: 200 });
    expect(main).toEqual([
      {
        level: 'info',
        time: '2026-11-21T00:00:00.000Z',
        method: 'GET',
        route: '/api/meetings/:meetingId',
        status: 200,
        event: 'http.request',
      },
    ]);
  });

  it('shortens ids and addresses; whole addresses are for the security log', () => {
    const { log, main, security } = open();
    const entry = { meeting: 'AbCdEf0123456789AbCdEf', address: '203.0.113.77' };
    log.warn('meeting.odd', entry);
    log.security('session.refused', entry);
    expect(main).toMatchObject([{ meeting: 'AbCdEf', address: '203.0.113.0' }]);
    expect(security).toMatchObject([{ meeting: 'AbCdEf', address: '203.0.113.77' }]);
  });

  it('counts what it drops and says so in the line', () => {
    const { log, main, dropped } = open();
    log.info('http.request', { status: Number.NaN, route: '/api/meetings/AbCdEf0123456789AbCdEf' });
    expect(main).toMatchObject([{ droppedFields: 2 }]);
    expect(main[0]).not.toHaveProperty('route');
    expect(dropped).toEqual([2]);
  });

  it('of an error keeps kind, code and place, and shows the rest to a developer only', () => {
    const { log, main, told } = open();
    const cause = Object.assign(new TypeError(SECRET), { code: 'ECONNRESET' });
    const error = new RefusedError('linkUnknown', { cause });
    log.error('http.failed', { error });
    expect(main).toMatchObject([
      {
        error: {
          kind: 'RefusedError',
          code: 'linkUnknown',
          cause: { kind: 'TypeError', code: 'ECONNRESET' },
        },
      },
    ]);
    expect(JSON.stringify(main)).not.toContain(SECRET);
    expect(told).toEqual([error]);
  });

  it('takes no text for an event that is not a few words', () => {
    const { log, main } = open();
    Reflect.apply(log.info, log, [`user ${SECRET}`]);
    expect(main).toMatchObject([{ event: 'unnamed' }]);
  });
});

describe('the whitelist', () => {
  it.each(Object.keys(logFields))('[R92] lets no secret through in %s', (field) => {
    for (const value of [SECRET, [SECRET], { toString: () => SECRET }, new Error(SECRET)]) {
      const { line } = formatEntry({ [field]: value }, options);
      expect(JSON.stringify(line)).not.toContain(SECRET);
    }
  });

  it('lets no secret through in a name, a stack or a nested cause', () => {
    const error = new Error(SECRET, { cause: new Error(SECRET, { cause: SECRET }) });
    error.name = SECRET;
    error.stack = `${SECRET}\n    at ${SECRET} (server/src/x.ts:1:1)\n    at /home/${SECRET}:1:2`;
    Object.assign(error, { code: SECRET, detail: SECRET });
    const { line } = formatEntry({ error, [SECRET]: 1, __proto__: { status: SECRET } }, options);
    expect(JSON.stringify(line)).not.toContain(SECRET);
    expect(line).toMatchObject({ error: { kind: 'Error', at: ['server/src/x.ts:1'] } });
  });
});
