import * as v from 'valibot';

/**
 * What a connection may leave unread before it is cut. A room's whole history of missed commits is
 * some 5 MB at worst and normally a tenth; more is somebody who does not read and lets us remember.
 */
export const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

/** Packets that engine.io holds back until the socket takes them. */
const Packets = v.array(v.object({ data: v.optional(v.unknown()) }));

/** How much waits to be sent on a connection of engine.io. */
export function queuedBytes(connection: object): number {
  const parsed = v.safeParse(Packets, Reflect.get(connection, 'writeBuffer'));
  if (!parsed.success) return 0;
  return parsed.output.reduce((sum, { data }) => sum + sizeOf(data), 0);
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array || data instanceof ArrayBuffer ? data.byteLength : 0;
}
