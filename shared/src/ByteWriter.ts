import { concat, utf8, type Bytes } from './bytes.ts';

/** Writes the product's binary objects: big-endian integers, length-prefixed byte strings. */
export class ByteWriter {
  readonly #parts: Bytes[] = [];

  uint8(value: number): this {
    return this.#uint(value, 1);
  }

  uint16(value: number): this {
    return this.#uint(value, 2);
  }

  uint32(value: number): this {
    return this.#uint(value, 4);
  }

  uint64(value: bigint): this {
    if (value < 0n || value >= 1n << 64n) throw new RangeError('does not fit 8 bytes');
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, value);
    this.#parts.push(bytes);
    return this;
  }

  /** Bytes whose number both sides know. */
  fixed(bytes: Uint8Array, size: number): this {
    if (bytes.length !== size) throw new RangeError(`${bytes.length} bytes instead of ${size}`);
    this.#parts.push(new Uint8Array(bytes));
    return this;
  }

  /** A 32-bit length, then the bytes. */
  bytes(bytes: Uint8Array): this {
    this.uint32(bytes.length);
    this.#parts.push(new Uint8Array(bytes));
    return this;
  }

  text(text: string): this {
    return this.bytes(utf8(text));
  }

  /** A 16-bit count, then every item. */
  list<T>(items: readonly T[], write: (writer: ByteWriter, item: T) => void): this {
    this.uint16(items.length);
    for (const item of items) write(this, item);
    return this;
  }

  end(): Bytes {
    return concat(...this.#parts);
  }

  #uint(value: number, size: number): this {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size)) {
      throw new RangeError(`${value} does not fit ${size} bytes`);
    }
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = Math.floor(value / 2 ** (8 * (size - 1 - i))) & 0xff;
    this.#parts.push(bytes);
    return this;
  }
}
