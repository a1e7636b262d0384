import * as v from 'valibot';
import { expect, vi } from 'vitest';

const Mails = v.array(v.object({ to: v.string(), subject: v.string(), text: v.string() }));
type Mails = v.InferOutput<typeof Mails>;

/** The mails to an address in the development mailbox, newest first, once there are so many. */
export function mailsTo(origin: string, address: string, count = 1): Promise<Mails> {
  return vi.waitFor(
    async () => {
      const all = v.parse(Mails, await (await fetch(`${origin}/dev/mail.json`)).json());
      const own = all.filter(({ to }) => to === address);
      expect(own.length).toBeGreaterThanOrEqual(count);
      return own;
    },
    { timeout: 40_000, interval: 20 },
  );
}
