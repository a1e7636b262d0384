import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { io } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newPeerId, random } from '../../../tests/support/signers.ts';
import { SeededRandom } from '../../../tests/support/seededRandom.ts';
import { StuckConnection } from '../../../tests/support/StuckConnection.ts';
import { OpenSocket } from './OpenSocket.ts';

const PENS = 4;

/** Who hears a pen hears by this whose it is, and how far it was. */
const pen = (whose: number, at: number) => ({
  from: PEERS[whose] ?? newPeerId(),
  place: { kind: 'board' as const, owner: null },
  sealed: Uint8Array.of(whose, at),
});
const PEERS = Array.from({ length: PENS }, () => newPeerId());

const over = (conn: StuckConnection): OpenSocket =>
  new OpenSocket({
    ...{ address: '203.0.113.9', check: true },
    carrier: {
      conn,
      // In two pieces, as everything that holds bytes.
      emit: (name, payload) => {
        conn.write(name);
        conn.write(payload);
      },
      disconnect: () => undefined,
    },
  });

const payloads = ({ taken }: StuckConnection): unknown[] => taken.filter((_, at) => at % 2 === 1);

describe('[V-22] pens on a slow line', () => {
  it('go at once where nothing waits, each', () => {
    const conn = new StuckConnection({ isFree: true });
    const open = over(conn);
    const moves = [pen(0, 1), pen(0, 2)];
    for (const move of moves) {
      open.sendNewest('0', 'documentSignal', move);
      conn.ready();
      conn.ready();
    }
    expect(payloads(conn)).toEqual(moves);
  });

  it('are the newest of each that waits, and nothing else waits for them', () => {
    const conn = new StuckConnection();
    const open = over(conn);
    open.send('documentAuthor', { certificate: random(8) });
    for (let at = 0; at < 100; at++) {
      for (let whose = 0; whose < PENS; whose++)
        open.sendNewest(`${whose}`, 'documentSignal', pen(whose, at));
    }
    const last = { certificate: random(9) };
    open.send('documentAuthor', last);
    conn.ready();
    expect(payloads(conn)).toHaveLength(2);
    expect(payloads(conn)[1]).toEqual(last);
    conn.ready();
    expect(payloads(conn).slice(2)).toEqual([0, 1, 2, 3].map((whose) => pen(whose, 99)));
  });

  it('end where they ended, whenever the line takes something', () => {
    const chance = new SeededRandom(20_261_122);
    const conn = new StuckConnection({ isFree: true });
    const open = over(conn);
    const ends = Array.from({ length: PENS }, () => 0);
    for (let step = 0; step < 2_000; step++) {
      const whose = chance.below(PENS);
      const kind = chance.below(9);
      if (kind < 7) {
        ends[whose] = step % 256;
        open.sendNewest(`${whose}`, 'documentSignal', pen(whose, step % 256));
      } else if (kind === 7) open.send('documentAuthor', { certificate: random(8) });
      else conn.ready();
    }
    for (let turn = 0; turn < 4; turn++) conn.ready();
    const heard = payloads(conn).flatMap((payload) => sealedOf(payload));
    expect(
      conn.taken.filter((_, at) => at % 2 === 0).every((name) => typeof name === 'string'),
    ).toBe(true);
    for (const [whose, end] of ends.entries()) {
      const own = heard.filter(([from]) => from === whose).map(([, at]) => at ?? -1);
      expect(own.at(-1)).toBe(end);
      expect(own.length).toBeLessThan(2_000 / PENS);
    }
  });
});

describe('a real connection', () => {
  it('says when something waits and when it is taken, and mixes no message with another', async () => {
    const { socket, heard } = await connected();
    const open = new OpenSocket({ carrier: socket, address: '203.0.113.9', check: true });
    for (let at = 0; at < 100; at++) {
      open.send('documentAuthor', { certificate: Uint8Array.of(at) });
      open.sendNewest('0', 'documentSignal', pen(0, at));
      open.sendNewest('1', 'documentSignal', pen(1, at));
    }
    const certificates = (): unknown[] => heard.filter(({ name }) => name === 'documentAuthor');
    const pens = (whose: number): unknown[] =>
      heard.flatMap(({ payload }) => sealedOf(payload)).filter(([from]) => from === whose);
    await expect
      .poll(() => [pens(0).at(-1), pens(1).at(-1)])
      .toEqual([
        [0, 99],
        [1, 99],
      ]);
    expect(certificates()).toHaveLength(100);
    expect(pens(0).length).toBeLessThan(10);
  });
});

function sealedOf(payload: unknown): number[][] {
  if (typeof payload !== 'object' || payload === null || !('sealed' in payload)) return [];
  const { sealed } = payload;
  return sealed instanceof Uint8Array ? [[...sealed]] : [];
}

interface HeardAs {
  readonly name: string;
  readonly payload: unknown;
}

/** The server's end of a connection, and what the other end hears. */
async function connected(): Promise<{ socket: Socket; heard: HeardAs[] }> {
  const http = createServer();
  const server = new Server(http, { transports: ['websocket'] });
  onTestFinished(() => server.close());
  const connection = new Promise<Socket>((resolve) => server.on('connection', resolve));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  onTestFinished(() => void client.close());
  const heard: HeardAs[] = [];
  client.onAny((name: string, payload: unknown) => void heard.push({ name, payload }));
  return { socket: await connection, heard };
}
