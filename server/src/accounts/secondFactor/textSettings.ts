import * as v from 'valibot';
import type { Secret } from '@conclave/shared/Secret';
import { count, list, optional, secretText, text } from '../../ops/settings.ts';
import type { Texting } from './TextCodes.ts';
import { TwilioSender, type TwilioSettings } from './TwilioSender.ts';

/** What the environment may say of codes by text message. */
export const textEnvironment = {
  TWILIO_ACCOUNT_SID: optional(
    v.pipe(text, v.regex(/^AC[0-9a-f]{32}$/u, 'must be AC and 32 small hexadecimal digits.')),
  ),
  TWILIO_AUTH_TOKEN: optional(secretText),
  TWILIO_FROM: optional(
    v.pipe(
      text,
      v.regex(
        /^(?:\+[1-9]\d{4,14}|MG[0-9a-f]{32})$/u,
        'must be a number, as +4930123456, or a messaging service, as MG and 32 digits.',
      ),
    ),
  ),
  TWILIO_URL: optional(
    v.pipe(
      text,
      v.regex(/^https?:\/\/[^\s/?#@]+$/u, 'must be an address without a path, as https://host.'),
    ),
    'https://api.twilio.com',
  ),
  SMS_COUNTRIES: optional(
    list(v.pipe(text, v.regex(/^[1-9]\d{0,5}$/u, 'must be calling codes without +, as 49,43,41.'))),
    '',
  ),
  SMS_PER_DAY: optional(count, '200'),
} as const;

interface TextEnvironment {
  readonly TWILIO_ACCOUNT_SID?: string | undefined;
  readonly TWILIO_AUTH_TOKEN?: Secret<string> | undefined;
  readonly TWILIO_FROM?: string | undefined;
  readonly TWILIO_URL: string;
  readonly SMS_COUNTRIES: readonly string[];
  readonly SMS_PER_DAY: number;
}

const needed = {
  TWILIO_ACCOUNT_SID: 'the account, as AC and 32 digits',
  TWILIO_AUTH_TOKEN: 'the token of the account',
  TWILIO_FROM: 'the number, or the messaging service, that texts come from',
  SMS_COUNTRIES: 'the calling codes of the countries that texts may go to, as 49,43,41',
} as const;

/** Half of it would offer texts that never arrive, or that anybody could have us pay for. */
export function textFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const missing = Object.entries(needed).filter(([name]) => !Object.hasOwn(given, name));
  if (missing.length === Object.keys(needed).length) return [];
  return missing.map(([name, what]) => `${name} is missing: ${what}.`);
}

/** Texts as the environment sets them up. */
export interface TextSettings {
  readonly twilio: TwilioSettings;
  readonly countries: readonly string[];
  readonly perDay: number;
}

/** Undefined: no codes are sent by text message. */
export function textsOf(env: TextEnvironment): TextSettings | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: from } = env;
  if (!accountSid || !authToken || !from) return undefined;
  const twilio = { accountSid, authToken, from, url: env.TWILIO_URL };
  return { twilio, countries: env.SMS_COUNTRIES, perDay: env.SMS_PER_DAY };
}

/** How texts are sent here; undefined if they are not. */
export function buildTexting(config: {
  readonly texts: TextSettings | undefined;
  readonly publicOrigin: string | undefined;
}): Texting | undefined {
  const { texts, publicOrigin } = config;
  if (texts === undefined) return undefined;
  const { twilio, countries, perDay } = texts;
  const host = publicOrigin === undefined ? 'Conclave' : new URL(publicOrigin).host;
  return { sender: new TwilioSender(twilio), countries, perDay, host };
}
