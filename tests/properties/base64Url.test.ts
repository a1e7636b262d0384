import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../shared/src/bytes.ts';
import { base64Url, fixedBase64Url } from '../../shared/src/wire/base64Url.ts';
import { AskRequest, NewRequest, RequestAnswer } from '../../shared/src/wire/rightsApi.ts';
import { ConnectionStatistic } from '../../shared/src/wire/statisticsApi.ts';

const SEED = 5088;
const letters = (from: number, to: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(
      ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'),
    ),
    ...{ minLength: from, maxLength: to },
  });

const statistic = {
  ...{ osName: 'linux', osVersion: '', browserVendor: 'other', browserType: 'other' },
  ...{ browserVersion: '', sentKbps: 0, receivedKbps: 0, roundTripMs: 0, jitterMs: 0 },
  ...{ lostPerMille: 0, quality: 'unknown', connectionError: 'none' },
};

interface Body {
  readonly schema: v.GenericSchema;
  readonly of: (text: string) => unknown;
  readonly sizes: readonly [number, number];
}

/** Bodies in which letters stand for bytes, and the letters that the server will decode. */
const bodies: readonly [string, Body][] = [
  ['a receipt', { schema: AskRequest, of: (token) => ({ token }), sizes: [43, 43] }],
  [
    'the hash of a receipt',
    {
      schema: NewRequest,
      of: (receiptHash) => ({ receiptHash, sealedRequest: 'AAAA' }),
      sizes: [43, 43],
    },
  ],
  [
    'an answer',
    { schema: RequestAnswer, of: (sealedAnswer) => ({ sealedAnswer }), sizes: [1, 400] },
  ],
  [
    'a sealed participant',
    {
      schema: ConnectionStatistic,
      of: (sealedParticipant) => ({ ...statistic, id: 'A'.repeat(22), sealedParticipant }),
      sizes: [64, 200],
    },
  ],
];

describe('bytes in JSON', () => {
  it('[T27] are taken in the one spelling that they have, within their bounds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(80), fc.nat(80), (bytes, a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const fits = bytes.length >= min && bytes.length <= max;
        expect(v.is(base64Url(min, max), toBase64Url(bytes))).toBe(fits);
        expect(v.is(fixedBase64Url(a), toBase64Url(bytes))).toBe(bytes.length === a);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('[T27] never pass a check and then fail to be decoded', () => {
    fc.assert(
      fc.property(letters(0, 120), fc.string({ maxLength: 60 }), (text, noise) => {
        for (const one of [text, noise, `${text}=`, ` ${text}`]) {
          if (v.is(base64Url(0, 200), one)) expect(toBase64Url(fromBase64Url(one))).toBe(one);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it.each(bodies)('[T27] in %s are decodable, whatever the letters', (_, { schema, of, sizes }) => {
    fc.assert(
      fc.property(letters(...sizes), (text) => {
        if (v.is(schema, of(text))) expect(toBase64Url(fromBase64Url(text))).toBe(text);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('[T27] are described by no pattern of letters, but for what is compared as text', () => {
    // Names of things and one-time tokens: hashed or looked up letter by letter, and never decoded.
    const asText = [
      'ConsentNotice.ts {1,64}',
      'accountApi.ts {43}',
      'companyApi.ts {43}',
      'mailApi.ts {64}',
      'secondFactorApi.ts {43}',
      'signInsApi.ts {43}',
      'vaultApi.ts {1,43}',
    ];
    const found = ['wire', 'consent', 'mail'].flatMap((folder) => {
      const place = new URL(`../../shared/src/${folder}/`, import.meta.url);
      const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
      const sources = names.filter((name) => /(?<!\.test)\.ts$/u.test(name));
      return sources.flatMap((name) => {
        const text = readFileSync(new URL(name, place), 'utf8');
        return Array.from(
          text.matchAll(/\[\\w-\](\{[\d,]+\})/gu),
          ([, size = '']) => `${name} ${size}`,
        );
      });
    });
    expect(found.sort()).toEqual(asText);
  });
});
