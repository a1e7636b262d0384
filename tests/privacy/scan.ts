import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { encodingsOf } from './encodings.ts';

const CHUNK_BYTES = 16 * 1024 * 1024;
/** Longer than any form of a word, so that none falls between two pieces. */
const OVERLAP_BYTES = 4 * 1024;

/** Finds words, all of which begin alike, in any encoding. */
export class Scanner {
  readonly #prefixes: readonly Buffer[];
  readonly #forms: ReadonlyMap<string, readonly Buffer[]>;

  /** `words`: by field. All begin with `prefix`. */
  constructor(prefix: string, words: ReadonlyMap<string, string>) {
    this.#prefixes = formsOf(prefix);
    this.#forms = new Map([...words].map(([field, word]) => [field, formsOf(word)]));
  }

  /** The fields whose words stand in these bytes. */
  inBytes(bytes: Buffer): Set<string> {
    const found = new Set<string>();
    for (const prefix of this.#prefixes) {
      for (let at = bytes.indexOf(prefix); at >= 0; at = bytes.indexOf(prefix, at + 1)) {
        // Base64's first letters may be cut from the prefix but not from the word, and the other way round.
        const around = bytes.subarray(Math.max(0, at - 8), at + 256);
        for (const [field, forms] of this.#forms) {
          if (forms.some((form) => around.includes(form))) found.add(field);
        }
      }
    }
    return found;
  }

  /** In a file of any size. */
  inFile(path: string): Set<string> {
    const file = openSync(path, 'r');
    try {
      return this.#inPieces(file, 0, statSync(path).size);
    } finally {
      closeSync(file);
    }
  }

  /** In all files below a folder, and in their names. */
  inFolder(folder: string): Set<string> {
    const found = new Set<string>();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, name);
      const inside = statSync(path).isFile() ? this.inFile(path) : [];
      for (const field of [...inside, ...this.inBytes(Buffer.from(name))]) found.add(field);
    }
    return found;
  }

  /**
   * In everything that a process may read of its own memory, as root sees it. The process should stand
   * still or at least not end; what it unmaps meanwhile is left out.
   */
  inMemory(pid: number): Set<string> {
    const found = new Set<string>();
    const memory = openSync(`/proc/${pid}/mem`, 'r');
    try {
      for (const { from, to } of regionsOf(pid)) {
        for (const field of this.#inPieces(memory, from, to)) found.add(field);
      }
    } finally {
      closeSync(memory);
    }
    return found;
  }

  #inPieces(file: number, from: number, to: number): Set<string> {
    const found = new Set<string>();
    for (let at = from; at < to; at += CHUNK_BYTES) {
      const piece = Buffer.alloc(Math.min(CHUNK_BYTES + OVERLAP_BYTES, to - at));
      for (const field of this.inBytes(piece.subarray(0, readAt(file, piece, at))))
        found.add(field);
    }
    return found;
  }
}

/** As it was typed, and in small letters, as addresses are kept. */
function formsOf(word: string): readonly Buffer[] {
  return [...encodingsOf(word), ...encodingsOf(word.toLowerCase())];
}

/** Bytes read; 0 where the kernel has nothing to show, as behind a region that was unmapped meanwhile. */
function readAt(file: number, into: Buffer, position: number): number {
  try {
    return readSync(file, into, 0, into.length, position);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EIO') return 0;
    throw error;
  }
}

/** Readable memory that is not only a view of a file on the disk. */
function regionsOf(pid: number): { from: number; to: number }[] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .map((line) => /^([0-9a-f]+)-([0-9a-f]+) r(\S+) \S+ \S+ \d+\s*(.*)$/u.exec(line))
    .filter((match) => match !== null)
    .filter(([, , , flags, name]) => flags?.startsWith('w') === true && name !== '[vvar]')
    .map(([, from = '', to = '']) => ({
      from: Number.parseInt(from, 16),
      to: Number.parseInt(to, 16),
    }));
}
