import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, MalformedError } from './ByteReader.ts';
import { ByteWriter } from './ByteWriter.ts';

const sample = new ByteWriter()
  .uint8(1)
  .uint16(65_535)
  .uint32(4_294_967_295)
  .uint64(2n ** 64n - 1n)
  .fixed(Uint8Array.of(9, 9), 2)
  .bytes(Uint8Array.of(1, 2, 3))
  .text('Tür')
  .list([5, 6], (writer, item) => writer.uint8(item))
  .end();

function readSample(bytes: Uint8Array): unknown[] {
  const reader = new ByteReader(bytes);
  const values = [
    reader.uint8(),
    reader.uint16(),
    reader.uint32(),
    reader.uint64(),
    [...reader.fixed(2)],
    [...reader.bytes(3)],
    reader.text(4),
    reader.list(2, (item) => item.uint8()),
  ];
  reader.end();
  return values;
}

describe('ByteReader', () => {
  it('refuses every truncation and every trailing byte', () => {
    for (let size = 0; size < sample.length; size++) {
      expect(() => readSample(sample.subarray(0, size)), `${size} bytes`).toThrow(MalformedError);
    }
    expect(() => readSample(new Uint8Array([...sample, 0]))).toThrow('trailing bytes');
  });

  it('refuses lengths above the limit before it reads', () => {
    const huge = new ByteWriter().uint32(0xffff_ffff).end();
    expect(() => new ByteReader(huge).bytes(10)).toThrow('too long');
    expect(() => new ByteReader(huge).text(10)).toThrow('too long');
    expect(() => new ByteReader(huge).list(10, (item) => item.uint8())).toThrow('too many');
  });

  it('refuses text that is not UTF-8', () => {
    const bytes = new ByteWriter().bytes(Uint8Array.of(0xff)).end();
    expect(() => new ByteReader(bytes).text(10)).toThrow('not UTF-8');
  });

  it('reads what ByteWriter wrote', () => {
    const expected = [1, 65_535, 4_294_967_295, 2n ** 64n - 1n, [9, 9], [1, 2, 3], 'Tür', [5, 6]];
    expect(readSample(sample)).toEqual(expected);
  });

  it('never throws anything but MalformedError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readSample(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedError);
        }
        expect(bytes.length).toBeLessThanOrEqual(60);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe('ByteWriter', () => {
  it('refuses numbers and byte strings that do not fit', () => {
    const writer = new ByteWriter();
    expect(() => writer.uint8(256)).toThrow(RangeError);
    expect(() => writer.uint16(-1)).toThrow(RangeError);
    expect(() => writer.uint32(0.5)).toThrow(RangeError);
    expect(() => writer.uint64(1n << 64n)).toThrow(RangeError);
    expect(() => writer.fixed(Uint8Array.of(1), 2)).toThrow(RangeError);
    expect(writer.end()).toHaveLength(0);
  });
});
