import type { Socket } from 'socket.io-client';

/** From now on nothing goes out, as on a line so full that TCP comes to a stand; the connection stays open. */
export function mute(socket: Socket): void {
  const { transport } = socket.io.engine;
  if (!Reflect.set(transport, 'send', () => undefined)) throw new TypeError('no transport');
}
