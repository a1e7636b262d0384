import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { outcomeOf } from './handOver.ts';
import { writeMime, type Written } from './mime.ts';
import type { Handed, Message, Transport } from './Transport.ts';

/** A mail server that answers slower than this is down. */
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

/** Submits to the configured mail server: one connection, one mail after the other. */
export class SmtpTransport implements Transport {
  readonly #url: URL;
  #connection: SMTPConnection | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.#url = new URL(url);
  }

  hand(message: Message): Promise<Handed> {
    const handed = this.#turn.then(() => this.#hand(message));
    this.#turn = handed.catch(() => undefined); // the caller hears of it; the next mail goes on
    return handed;
  }

  async #hand(message: Message): Promise<Handed> {
    const written = await writeMime(message);
    let begun = false;
    function* once(): Generator<Buffer> {
      begun = true;
      yield written.raw;
    }
    try {
      // Read only after the server said that it takes the mail.
      await submit(await this.#connected(), written, Readable.from(once()));
      return 'accepted';
    } catch (error) {
      this.#connection?.close();
      this.#connection = undefined;
      return outcomeOf(error, begun);
    }
  }

  async #connected(): Promise<SMTPConnection> {
    const open = this.#connection;
    if (open && !open.destroyed) return open;
    const connection = new SMTPConnection(optionsOf(this.#url));
    this.#connection = connection;
    // A line that breaks between two mails is found when the next one needs it.
    connection.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('closed')));
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    await logIn(connection, this.#url);
    return connection;
  }
}

function optionsOf(url: URL): ConstructorParameters<typeof SMTPConnection>[0] {
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    // In the clear only to a mail server on this very machine.
    requireTLS: !secure && !isLoopback(url.hostname),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    logger: false,
    allowInternalNetworkInterfaces: true,
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

async function logIn(connection: SMTPConnection, { username, password }: URL): Promise<void> {
  if (username === '') return;
  const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  await new Promise<void>((resolve, reject) => {
    connection.login({ credentials }, (error) => (error ? reject(error) : resolve()));
  });
}

function submit(connection: SMTPConnection, { from, to }: Written, raw: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send({ from, to }, raw, (error) => (error ? reject(error) : resolve()));
  });
}
