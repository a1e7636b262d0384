import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { BaseKey, CIPHER_SUITE } from '../../web/src/lib/e2ee/sframe/BaseKey.ts';
import {
  decodeHeader,
  encodeHeader,
  MAX_HEADER_VALUE,
} from '../../web/src/lib/e2ee/sframe/header.ts';
import { decodeKid, encodeKid, epochLow } from '../../web/src/lib/e2ee/sframe/kid.ts';
import { open, readSealed, seal } from '../../web/src/lib/e2ee/sframe/seal.ts';

const Numeric = v.pipe(v.string(), v.digits(), v.transform((text) => BigInt(text)));
const Hex = v.pipe(v.string(), v.hexadecimal(), v.transform(fromHex));

/** The file names its source. */
const Vectors = v.strictObject({
  source: v.string(),
  header: v.array(v.strictObject({ kid: Numeric, ctr: Numeric, encoded: Hex })),
  sframe: v.array(
    v.object({
      cipher_suite: v.literal(CIPHER_SUITE),
      kid: v.number(),
      ctr: v.number(),
      base_key: Hex,
      sframe_salt: Hex,
      metadata: Hex,
      pt: Hex,
      ct: Hex,
    }),
  ),
});

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

const file = new URL('sframe.json', import.meta.url);
const vectors = v.parse(Vectors, JSON.parse(await readFile(file, 'utf8')));
const fits = ({ kid, ctr }: { kid: bigint; ctr: bigint }): boolean =>
  kid <= MAX_HEADER_VALUE && ctr <= MAX_HEADER_VALUE;

describe('[R121] RFC 9605 appendix C.1, header vectors', () => {
  const ours = vectors.header.filter(fits);
  const larger = vectors.header.filter((vector) => !fits(vector));

  it('has 169 headers below 2^48 and 120 above', () => {
    expect([ours.length, larger.length]).toEqual([169, 120]);
  });

  it.each(ours)('encodes and decodes kid $kid, ctr $ctr', ({ kid, ctr, encoded }) => {
    const header = { kid: Number(kid), ctr: Number(ctr) };
    expect(encodeHeader(header)).toEqual(encoded);
    expect(decodeHeader(encoded)).toEqual({ state: 'read', header, size: encoded.length });
  });

  it.each(larger)('[T22] refuses kid $kid, ctr $ctr', ({ kid, ctr, encoded }) => {
    expect(() => encodeHeader({ kid: Number(kid), ctr: Number(ctr) })).toThrow(RangeError);
    expect(decodeHeader(encoded)).toEqual({ state: 'malformed' });
  });
});

describe('[R121] RFC 9605 appendix C.3, suite 0x0004', () => {
  it('has a vector', () => {
    expect(vectors.sframe).toHaveLength(1);
  });

  it.each(vectors.sframe)('derives, seals and opens as the RFC does', async (vector) => {
    const base = await BaseKey.import(vector.base_key);
    const sealing = await base.derive(vector.kid, 'encrypt');
    const opening = await base.derive(vector.kid, 'decrypt');
    expect(sealing.salt).toEqual(vector.sframe_salt);

    const sealed = await seal(sealing, vector.ctr, { clear: vector.metadata, body: vector.pt });
    expect(sealed).toEqual(new Uint8Array([...vector.metadata, ...vector.ct]));

    const read = readSealed(sealed, vector.metadata.length);
    const opened = read.state === 'read' ? await open(opening, read.frame) : undefined;
    expect(opened).toEqual(new Uint8Array([...vector.metadata, ...vector.pt]));
  });
});

describe('[R121] RFC 9605 section 5.2, KID examples with S = 6 and E = 4', () => {
  const layout = { epochBits: 4, leafBits: 6 };
  it.each([
    { epoch: 14n, leaf: 3, ctx: 0, kid: 0x3e },
    { epoch: 14n, leaf: 20, ctx: 0, kid: 0x14e },
    { epoch: 16n, leaf: 2, ctx: 2, kid: 0x820 },
    { epoch: 17n, leaf: 51, ctx: 0, kid: 0x331 },
  ])('epoch $epoch, leaf $leaf, context $ctx is $kid', ({ epoch, leaf, ctx, kid }) => {
    const parts = { ctx, leaf, epochLow: epochLow(epoch, layout) };
    expect(encodeKid(parts, layout)).toBe(kid);
    expect(decodeKid(kid, layout)).toEqual(parts);
  });
});
