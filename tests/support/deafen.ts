import type { Socket } from 'socket.io-client';
import type { NotificationName } from '../../shared/src/wire/serverNotifications.ts';

/** A message with bytes, of which so many pieces follow, and its name. */
const WITH_BYTES = /^5(\d+)-\["(\w+)"/;

/**
 * Does not take apart what comes under some names: the server sends it all the same, but of twenty who only write, one process
 * is no more than their twenty lines.
 */
export function deafen(socket: Socket, names: readonly NotificationName[]): void {
  const decoder: unknown = Reflect.get(socket.io, 'decoder');
  if (typeof decoder !== 'object' || decoder === null) throw new TypeError('no decoder');
  const add: unknown = Reflect.get(decoder, 'add');
  if (typeof add !== 'function') throw new TypeError('no decoder');
  const ignored: ReadonlySet<string> = new Set(names);
  let pieces = 0;
  const addHeard = (data: unknown): void => {
    if (typeof data !== 'string' && pieces > 0) {
      pieces -= 1;
      return;
    }
    const [, count, name = ''] = (typeof data === 'string' ? WITH_BYTES.exec(data) : null) ?? [];
    if (ignored.has(name)) pieces = Number(count);
    else Reflect.apply(add, decoder, [data]);
  };
  Reflect.set(decoder, 'add', addHeard);
}
