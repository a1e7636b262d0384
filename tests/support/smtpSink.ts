import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it arrived. */
export interface Arrived {
  readonly to: string;
  readonly raw: string;
  readonly mail: Email;
}

export interface SmtpSink {
  readonly url: string;
  readonly arrived: Arrived[];
  /** What it answers to a recipient: `undefined` takes it. */
  refuse: (address: string) => { code: number } | undefined;
  /** Runs when the mail is there and before it is answered for. */
  beforeAnswer: (address: string) => Promise<void>;
  close(): Promise<void>;
}

/** A real mail server on a port of its own that keeps what it gets. */
export async function startSmtpSink(options: SMTPServerOptions = {}, port = 0): Promise<SmtpSink> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const refusal = sink.refuse(address);
      done(refusal && Object.assign(new Error('not here'), { responseCode: refusal.code }));
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo[0]?.address ?? '';
      void (async () => {
        const raw = await buffer(stream);
        arrived.push({ to, raw: raw.toString('utf8'), mail: await PostalMime.parse(raw) });
        await sink.beforeAnswer(to);
        done();
      })();
    },
    ...options,
  });
  server.on('error', () => undefined); // a client that dies is part of the tests
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(resolve);
    });
  const sink: SmtpSink = {
    url: `smtp://127.0.0.1:${portOf(server.server.address())}`,
    arrived,
    refuse: () => undefined,
    beforeAnswer: () => Promise.resolve(),
    close,
  };
  return sink;
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
  return address.port;
}
