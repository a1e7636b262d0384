import { copyBytes, fromUtf8, type Bytes } from './bytes.ts';

/** Bytes that are not what a decoder expects. Says nothing of their content. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

/** Reads what ByteWriter wrote. Every read is bounded; call end() so that trailing bytes are refused. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  uint8(): number {
    return this.#uint(1);
  }

  uint16(): number {
    return this.#uint(2);
  }

  uint32(): number {
    return this.#uint(4);
  }

  uint64(): bigint {
    const bytes = this.fixed(8);
    return new DataView(bytes.buffer).getBigUint64(0);
  }

  fixed(size: number): Bytes {
    if (this.#at + size > this.#bytes.length) throw new MalformedError('too short');
    const bytes = copyBytes(this.#bytes.subarray(this.#at, this.#at + size));
    this.#at += size;
    return bytes;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** Whether anything is left: for parts that older writers do not know. */
  get more(): boolean {
    return this.#at < this.#bytes.length;
  }

  /** A length-prefixed byte string of at most `max` bytes. */
  bytes(max: number): Bytes {
    const size = this.uint32();
    if (size > max) throw new MalformedError('too long');
    return this.fixed(size);
  }

  /** UTF-8 text of at most `max` bytes. */
  text(max: number): string {
    const bytes = this.bytes(max);
    try {
      return fromUtf8(bytes);
    } catch (cause) {
      throw new MalformedError('not UTF-8', { cause });
    }
  }

  /** A counted list of at most `max` items. */
  list<T>(max: number, read: (reader: ByteReader) => T): T[] {
    const count = this.uint16();
    if (count > max) throw new MalformedError('too many');
    return Array.from({ length: count }, () => read(this));
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new MalformedError('trailing bytes');
  }

  #uint(size: number): number {
    return this.fixed(size).reduce((value, byte) => value * 256 + byte, 0);
  }
}
