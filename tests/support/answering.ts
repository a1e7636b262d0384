import { once } from 'node:events';
import { connect } from 'node:net';

/** Resolves when somebody listens there. `check` throws once nobody ever will. */
export async function answering(host: string, port: number, check: () => void): Promise<void> {
  for (let attempt = 0; attempt < 800; attempt++) {
    check();
    const socket = connect({ host, port });
    const opened = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (opened) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing answers on port ${port}`);
}
