import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../ops/Clock.ts';
import type { StoredMail } from '../devMailbox.ts';
import { writeMime } from './mime.ts';
import type { Handed, Message, Transport } from './Transport.ts';

/** Mails that are kept; the oldest go. */
const MAX_MAILS = 500;

/** For development: mails go into a folder, which /dev/mail shows. Never built in production. */
export class FolderTransport implements Transport {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  async hand(message: Message): Promise<Handed> {
    const { raw } = await writeMime(message);
    const at = this.#clock.now();
    const mail: StoredMail = {
      at,
      to: message.to.address,
      subject: message.subject,
      text: message.text,
      html: message.html,
      calendar: message.calendar?.content ?? null,
      source: raw.toString('utf8'),
    };
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const name = `${at}-${randomUUID()}.json`;
    // Under its name only when it is whole: the page may be looked at meanwhile.
    const half = join(this.#folder, `${name}.half`);
    await writeFile(half, JSON.stringify(mail), { mode: 0o600 });
    await rename(half, join(this.#folder, name));
    await this.#bound();
    return 'accepted';
  }

  async #bound(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).sort();
    const tooMany = names.slice(0, Math.max(0, names.length - MAX_MAILS));
    await Promise.all(tooMany.map((name) => rm(join(this.#folder, name), { force: true })));
  }
}
