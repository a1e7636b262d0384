import * as v from 'valibot';
import { SystemClock, type Clock } from '../../ops/Clock.ts';
import { FolderTransport } from './FolderTransport.ts';
import { RelayTask, type Delivery, type RelayNews } from './messages.ts';
import { Relay } from './Relay.ts';
import { SmtpTransport } from './SmtpTransport.ts';
import type { Transport } from './Transport.ts';

/**
 * The relay as a process of its own. The server starts it when there is something to send and ends
 * it soon after, so that what it has read is nowhere any more. It writes no log and no file but, in
 * development, the mailbox.
 */
process.umask(0o077);
const clock = new SystemClock();
let relay: Relay | undefined;

process.on('message', (message: unknown) => {
  const task = v.parse(RelayTask, message);
  if (task.task !== 'settings') {
    void relay?.take(task);
    return;
  }
  const { settings } = task;
  const transport = transportOf(settings.delivery);
  relay = new Relay({
    settings,
    transport,
    clock,
    keyClock: countedFrom(settings.now),
    wait,
    tell,
  });
});

// The server is gone, or has nothing more to do: nothing here may outlive that.
process.once('disconnect', () => process.exit(0));
// The stack of an error would be printed with what was being worked on; the code says enough.
process.on('uncaughtException', () => process.exit(70));
process.on('unhandledRejection', () => process.exit(70));

/** A clock that nobody sets. */
function countedFrom(begin: number): Clock {
  const begunAtMs = performance.now();
  return { now: () => begin + Math.floor(performance.now() - begunAtMs) };
}

function tell(news: RelayNews): void {
  process.send?.(news);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function transportOf(delivery: Delivery): Transport {
  switch (delivery.by) {
    case 'smtp':
      return new SmtpTransport(delivery.url);
    case 'folder':
      return new FolderTransport(delivery.folder, clock);
  }
}
