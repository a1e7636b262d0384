import { startServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { cpuSeconds } from './cpu.ts';
import type { Row } from './Row.ts';

const SIZES = [10, 25, 50, 100, 150, 195];
/** Joins at each size; the room grows by them. */
const JOINS = 5;

/** What one more participant costs the server, and each who is there, from a small room to the largest. */
export async function roomGrowth(): Promise<readonly Row[]> {
  const server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500', LOG_LEVEL: 'info' } });
  const members: TestMember[] = [];
  try {
    const meeting = await createMeeting(await newOrganizer(server.origin));
    const options = { origin: server.origin, meeting };
    const host = await TestMember.start(options);
    members.push(host);
    const heard = { messages: 0, bytes: 0 };
    host.wire.socket.io.engine.on('packet', ({ type, data }: { type: string; data?: unknown }) => {
      if (type !== 'message') return;
      heard.messages += 1;
      heard.bytes += sizeOf(data);
    });
    const rows: Row[] = [];
    for (const size of SIZES) {
      while (members.length < size) members.push(await TestMember.join(options));
      const before = { ...heard, cpu: cpuSeconds(server.pid), at: performance.now() };
      for (let join = 0; join < JOINS; join++) members.push(await TestMember.join(options));
      const each = (after: number, from: number): number => (after - from) / JOINS;
      const cpu = each(cpuSeconds(server.pid), before.cpu) * 1000;
      const bytes = each(heard.bytes, before.bytes);
      const messages = each(heard.messages, before.messages);
      rows.push({
        what: `one more joins ${size}: server's CPU, for each who is there; messages and bytes to one of them`,
        figure: `${cpu.toFixed(0)} ms, ${(cpu / size).toFixed(2)} ms; ${messages.toFixed(1)}, ${bytes.toFixed(0)}`,
      });
    }
    return rows;
  } finally {
    for (const member of members) member.close();
    await server.remove();
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) ? data.byteLength : 0;
}
