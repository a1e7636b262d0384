import type { Twilio } from 'twilio';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Secret } from '@conclave/shared/Secret';
import type { TextSender } from './TextSender.ts';

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: Secret<string>;
  /** A number, or the id of a messaging service (MG…). */
  readonly from: string;
  /** Where its HTTP API answers. */
  readonly url: string;
}

const TIMEOUT_MS = 10_000;

/** https://www.twilio.com/docs/api/errors: the number is none, cannot be reached, or asked for no more texts. */
const NUMBER_FAULTS: readonly unknown[] = [21211, 21214, 21408, 21610, 21612, 21614];
const NOT_FOUND = 20404;

/** Texts by Twilio. Its library is loaded with the first of them: most servers send none. */
export class TwilioSender implements TextSender {
  readonly #settings: TwilioSettings;
  #client: Promise<Twilio> | undefined;

  constructor(settings: TwilioSettings) {
    this.#settings = settings;
  }

  async send({ to, body }: { to: string; body: string }): Promise<string> {
    const { from } = this.#settings;
    const sender = from.startsWith('MG') ? { messagingServiceSid: from } : { from };
    try {
      const client = await this.#connected();
      // Twilio is to keep neither the text nor the last digits of the number.
      const kept = { contentRetention: 'discard', addressRetention: 'obfuscate' } as const;
      return (await client.messages.create({ to, body, ...sender, ...kept })).sid;
    } catch (cause) {
      const code = NUMBER_FAULTS.includes(codeOf(cause)) ? 'numberRefused' : 'unavailable';
      throw new RefusedError(code, { cause });
    }
  }

  async forget(messageId: string): Promise<void> {
    try {
      await (await this.#connected()).messages(messageId).remove();
    } catch (error) {
      if (codeOf(error) !== NOT_FOUND) throw error;
    }
  }

  #connected(): Promise<Twilio> {
    this.#client ??= connect(this.#settings);
    return this.#client;
  }
}

async function connect({ accountSid, authToken, url }: TwilioSettings): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  const client = twilio(accountSid, authToken.reveal(), { timeout: TIMEOUT_MS });
  client.api.baseUrl = url;
  return client;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : undefined;
}
