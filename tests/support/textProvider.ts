import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export const ACCOUNT_SID = `AC${'0'.repeat(32)}`;
export const AUTH_TOKEN = 'the token of nobody, 32 letters..';
const MESSAGES = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages`;

const KEY = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString('base64');

/** A text as the provider got it: every field of the request. */
export interface TakenText {
  readonly sid: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface TextProvider {
  readonly url: string;
  readonly texts: TakenText[];
  /** What it was asked to forget. */
  readonly forgotten: string[];
  /** Refuses everything with this code and status, as when it is down, until it is undefined again. */
  fault: { status: number; code: number } | undefined;
  /** The digits of the last text. */
  lastCode(): string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: object | undefined;
}

function refusal(status: number, code: number): Answer {
  return { status, body: { code, status, message: 'refused', more_info: '' } };
}

/** A stand-in that speaks the provider's HTTP API: messages are made and removed, the account is checked. */
export async function startTextProvider(): Promise<TextProvider> {
  const texts: TakenText[] = [];
  const forgotten: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  function take(method: string | undefined, url: string, fields: TakenText['fields']): Answer {
    if (method === 'POST' && url === `${MESSAGES}.json`) {
      if (!/^\+[1-9]\d{7,14}$/u.test(fields['To'] ?? '')) return refusal(400, 21211);
      const sid = `SM${randomBytes(16).toString('hex')}`;
      texts.push({ sid, fields });
      return { status: 201, body: { sid, status: 'queued' } };
    }
    const removed = /\/(SM[0-9a-f]{32})\.json$/u.exec(url)?.[1];
    if (method !== 'DELETE' || removed === undefined) return refusal(404, 20404);
    forgotten.push(removed);
    return { status: 204, body: undefined };
  }
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fields = Object.fromEntries(new URLSearchParams(await text(request)));
    const known = request.headers.authorization === `Basic ${KEY}`;
    const { fault } = provider;
    const { status, body } = !known
      ? refusal(401, 20003)
      : fault
        ? refusal(fault.status, fault.code)
        : take(request.method, request.url ?? '', fields);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body && JSON.stringify(body));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  const port = typeof at === 'object' && at ? at.port : 0;
  const provider: TextProvider = {
    url: `http://127.0.0.1:${port}`,
    texts,
    forgotten,
    fault: undefined,
    lastCode: () => /^\d{6}/u.exec(texts.at(-1)?.fields['Body'] ?? '')?.[0] ?? 'none sent',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return provider;
}

/** The settings of a server that sends its texts there. */
export function textSettings(provider: TextProvider): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_FROM: '+4930555000',
    TWILIO_URL: provider.url,
    SMS_COUNTRIES: '49,43',
  };
}
