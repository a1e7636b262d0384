import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import * as v from 'valibot';
import { Secret } from '@conclave/shared/Secret';

/**
 * Kinds of configuration values. Each takes a text and refuses with the end of a sentence that
 * begins with the variable's name. The value itself is never repeated: it may be a secret.
 */

type FromText<Output> = v.GenericSchema<string, Output>;

/** May be left out; `fallback` is what it means then. */
export function optional<Output>(
  schema: FromText<Output>,
): v.OptionalSchema<FromText<Output>, undefined>;
export function optional<Output>(
  schema: FromText<Output>,
  fallback: string,
): v.OptionalSchema<FromText<Output>, string>;
export function optional<Output>(
  schema: FromText<Output>,
  fallback?: string,
): v.OptionalSchema<FromText<Output>, string | undefined> {
  return v.optional(schema, fallback);
}

const trimmed = v.pipe(v.string('must be a text.'), v.trim());

export const text: FromText<string> = v.pipe(
  trimmed,
  v.maxLength(400, 'must have at most 400 letters.'),
);

/** One of the listed words. */
export function word<const Words extends readonly [string, ...string[]]>(
  ...words: Words
): FromText<Words[number]> {
  return v.pipe(trimmed, v.picklist(words, `must be one of: ${words.join(', ')}.`));
}

export const flag: FromText<boolean> = v.pipe(
  word('true', 'false'),
  v.transform((value) => value === 'true'),
);

export function wholeNumber(from: number, to: number): FromText<number> {
  const message = `must be a whole number from ${from} to ${to}.`;
  return v.pipe(
    trimmed,
    v.regex(/^\d{1,9}$/, message),
    v.transform(Number),
    v.minValue(from, message),
    v.maxValue(to, message),
  );
}

/** 0 takes any free port. */
export const port = wholeNumber(0, 65_535);
export const count = wholeNumber(1, 1_024);

/** Several values, separated by commas. */
export function list<Output>(schema: FromText<Output>): FromText<Output[]> {
  return v.pipe(
    trimmed,
    v.transform((value) => (value === '' ? [] : value.split(','))),
    v.array(schema),
  );
}

/** An IP address, with a prefix length for a network, or localhost. */
export const address: FromText<string> = v.pipe(
  trimmed,
  v.check(
    (value) => value === 'localhost' || isNetwork(value),
    'must be an IP address, as 127.0.0.1, ::1 or 10.0.0.0/8.',
  ),
);

function isNetwork(value: string): boolean {
  const [host = '', prefix = '0'] = value.split('/');
  return isIP(host) !== 0 && /^\d{1,3}$/.test(prefix);
}

export const contact: FromText<string> = v.pipe(text, v.email('must be an e-mail address.'));

/** A folder; a relative one is under the place where the program was started. */
export const folder: FromText<string> = v.pipe(
  trimmed,
  v.transform((value) => (isAbsolute(value) ? value : resolve(value))),
);

function url(protocols: readonly string[], message: string): FromText<URL> {
  return v.pipe(
    trimmed,
    v.check((value) => protocols.includes(urlOf(value)?.protocol ?? ''), message),
    v.transform((value) => new URL(value)),
  );
}

function urlOf(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

export const httpsOrigin: FromText<string> = v.pipe(
  url(['https:'], 'must begin with https://, as https://meet.example.org.'),
  v.check(
    ({ pathname, search, hash, username }) => pathname === '/' && search + hash + username === '',
    'must be an address without a path, as https://meet.example.org.',
  ),
  v.transform(({ origin }) => origin),
);

export const postgresUrl: FromText<Secret<string>> = v.pipe(
  url(
    ['postgres:', 'postgresql:'],
    'must be the address of a PostgreSQL database, as postgres://user:password@host/name.',
  ),
  v.transform(({ href }) => new Secret(href)),
);

/** An object store by its address, without a bucket or a key in it. */
export const httpUrl: FromText<string> = v.pipe(
  url(['https:', 'http:'], 'must be an address, as https://s3.example.org.'),
  v.check(
    ({ username, search, hash }) => username + search + hash === '',
    'must have no key in it.',
  ),
  v.transform(({ href }) => href),
);

export const bucket: FromText<string> = v.pipe(
  trimmed,
  v.regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/u, 'must be the name of a bucket, as conclave.'),
);

/** A key that somebody else made, as long as they like. */
export const keyText: FromText<Secret<string>> = v.pipe(
  text,
  v.transform((value) => new Secret(value)),
);

export const smtpUrl: FromText<Secret<string>> = v.pipe(
  url(['smtp:', 'smtps:'], 'must be a mail relay, as smtps://user:password@host:465.'),
  v.transform(({ href }) => new Secret(href)),
);

const TURN_URL = /^(?:turn:[^\s/?@]+\?transport=(?:udp|tcp)|turns:[^\s/?@]+(?:\?transport=tcp)?)$/u;

/** A relay as browsers take it. Over TLS there is TCP alone. */
export const turnUrl: FromText<string> = v.pipe(
  text,
  v.regex(TURN_URL, 'must be as turn:host:3478?transport=udp or turns:host:443?transport=tcp.'),
);

const MIN_SECRET_LETTERS = 32;

/** Too short a secret can be guessed offline once a database is lost. */
export const secretText: FromText<Secret<string>> = v.pipe(
  trimmed,
  v.minLength(MIN_SECRET_LETTERS, `must have at least ${MIN_SECRET_LETTERS} letters.`),
  v.transform((value) => new Secret(value)),
);

/** `Name <mail@example.org>`, or `none`, which becomes null. */
export const officer: FromText<{ name: string; mail: string } | null> = v.pipe(
  text,
  v.regex(
    /^(?:none|[^<>]{0,200}<[^<>@\s]+@[^<>@\s]+>)$/i,
    'must be as Name <mail@example.org>, or the word none.',
  ),
  v.transform((value) => {
    const [name = '', mail] = value.replace('>', '').split('<');
    return mail === undefined ? null : { name: name.trim(), mail };
  }),
);

/** `Name <mail@example.org>`, or an address alone. */
export const mailSender: FromText<string> = v.pipe(
  text,
  v.regex(
    /^(?:[^<>"\p{Cc}]{1,200} <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u,
    'must be as Name <mail@example.org>, or an e-mail address.',
  ),
);

/** `Name | postal address | website`. */
export const authority: FromText<{ name: string; address: string; website: string }> = v.pipe(
  text,
  v.transform((value) => value.split('|').map((part) => part.trim())),
  v.check(
    ([name = '', , ...more]) => name !== '' && more.length < 2,
    'must be as Name | address | website.',
  ),
  v.transform(([name = '', address = '', website = '']) => ({ name, address, website })),
);

interface Processor {
  name: string;
  purpose: string;
  country: string;
  safeguard: string;
}

/** `Name | what for | country | safeguard`, several separated by semicolons. */
export const processors: FromText<Processor[]> = v.pipe(
  trimmed,
  v.transform((value) => (value === '' ? [] : value.split(';'))),
  v.array(
    v.pipe(
      text,
      v.transform((value) => value.split('|').map((part) => part.trim())),
      v.check(
        ([name, purpose, country, ...more]) =>
          Boolean(name && purpose && country) && more.length < 2,
        'must be as Name | what for | country | safeguard; Name | ...',
      ),
      v.transform(([name = '', purpose = '', country = '', safeguard = '']) => ({
        name,
        purpose,
        country,
        safeguard,
      })),
    ),
  ),
);

export const age = wholeNumber(13, 21);
