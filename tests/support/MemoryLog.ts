import { RefusedError } from '../../shared/src/RefusedError.ts';
import { equalBytes, type Bytes } from '../../shared/src/bytes.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import type { PageEntry } from '../../shared/src/wire/documentsApi.ts';
import { decodeAuthor } from '../../shared/src/wire/signed/author.ts';
import { decodeCheckpoint } from '../../shared/src/wire/signed/checkpoint.ts';
import { decodeEntry } from '../../shared/src/wire/signed/documentEntry.ts';
import { sha256 } from '../../web/src/lib/e2ee/crypto/hash.ts';
import { authorIdOf } from '../../web/src/lib/documents/log/AuthorBook.ts';
import type {
  LogEvent,
  LogHead,
  LogPlace,
  LogPort,
  ReadPage,
} from '../../web/src/lib/documents/log/LogPort.ts';
import { placeText } from '../../web/src/lib/documents/log/samePlace.ts';
import { newPeerId } from './signers.ts';

interface Kept {
  readonly place: DocumentPlace;
  generation: number;
  /** Entries up to here were let go. */
  gone: number;
  entries: PageEntry[];
  checkpoints: { position: number; at: number; checkpoint: Bytes; letsGo: boolean }[];
  readonly ends: Map<string, { sequence: number; hash: Bytes }>;
}

const PAGE = 64;

/** The server of documents.md in memory. Honest by itself; what it serves can be made to lie. */
export class MemoryLog {
  recordNumber = 1;
  records: Bytes[] = [];
  readonly certificates = new Map<string, Bytes>();
  readonly ports = new Set<MemoryLogPort>();
  readonly #documents = new Map<string, Kept>();
  /** What a reader gets instead of the log's entries. */
  serve: (
    port: MemoryLogPort,
    at: LogPlace,
    entries: readonly PageEntry[],
  ) => readonly PageEntry[] = (_port, _at, entries) => entries;
  /** Refuses an entry before it is looked at. */
  refuse: (entry: Bytes) => RefusedError | undefined = () => undefined;
  /** Whether any other request goes unanswered. */
  fails: (port: MemoryLogPort) => boolean = () => false;
  /** [P-12] Whether what a checkpoint lets go goes at once, as where no session runs. */
  letsGoAtOnce = false;
  #now = 1_790_000_000_000;

  connect(): MemoryLogPort {
    const port = new MemoryLogPort(this);
    this.ports.add(port);
    return port;
  }

  document(place: DocumentPlace): Kept {
    const known = this.#documents.get(placeText(place));
    if (known !== undefined) return known;
    const made: Kept = {
      place,
      generation: 1,
      gone: 0,
      entries: [],
      checkpoints: [],
      ends: new Map(),
    };
    this.#documents.set(placeText(place), made);
    return made;
  }

  entries(place: DocumentPlace): PageEntry[] {
    return this.document(place).entries;
  }

  heads(port: MemoryLogPort): { place: DocumentPlace; head: LogHead }[] {
    return [...this.#documents.values()].map((kept) => {
      const { place, generation } = kept;
      const served = this.serve(port, { place, generation }, kept.entries);
      const position = served.at(-1)?.position ?? kept.gone;
      const checkpoint = kept.checkpoints.at(-1)?.position;
      return { place, head: { generation, position, checkpoint } };
    });
  }

  async register(certificate: Bytes): Promise<void> {
    const authorId = await authorIdOf(decodeAuthor(certificate).body.authorKey);
    if (this.certificates.has(authorId)) return;
    this.certificates.set(authorId, certificate);
    this.tell({ kind: 'author', certificate }, undefined);
  }

  /** [E-1, E-4] As an honest server checks. */
  async append(from: MemoryLogPort, bytes: Bytes): Promise<{ position: number; at: number }> {
    const refusal = this.refuse(bytes);
    if (refusal !== undefined) throw refusal;
    const { header } = decodeEntry(bytes);
    const kept = this.document(header.place);
    const hash = await sha256(bytes);
    if (header.generation !== kept.generation) throw new RefusedError('generationOver');
    const again = kept.entries.find(({ entry }) => equalBytes(entry, bytes));
    if (again !== undefined) return again;
    if (header.place.kind !== 'notes' && header.recordNumber !== this.recordNumber) {
      throw new RefusedError('recordOutdated');
    }
    const end = kept.ends.get(header.authorId) ?? { sequence: 0, hash: new Uint8Array(32) };
    const fits = header.sequence === end.sequence + 1 && equalBytes(header.previousHash, end.hash);
    if (!fits) throw new RefusedError('entryConflict');
    kept.ends.set(header.authorId, { sequence: header.sequence, hash });
    return this.put(header.place, bytes, from);
  }

  /** Stores without looking: what a lying server may do, too. */
  put(place: DocumentPlace, entry: Bytes, from?: MemoryLogPort): PageEntry {
    const kept = this.document(place);
    const end = kept.entries.at(-1)?.position ?? kept.gone;
    const stored = { position: end + 1, at: (this.#now += 1_000), entry };
    kept.entries.push(stored);
    this.tell({ kind: 'entry', place, generation: kept.generation, ...stored }, from);
    return stored;
  }

  writeCheckpoint(checkpoint: Bytes, from: MemoryLogPort | undefined): void {
    const { place, generation, position, letsGo } = decodeCheckpoint(checkpoint).header;
    const kept = this.document(place);
    if (generation === kept.generation + 1 && position === 0) {
      Object.assign(kept, { generation, gone: 0, entries: [], checkpoints: [] });
      kept.ends.clear();
      this.tell({ kind: 'generation', place, generation }, undefined);
    }
    kept.checkpoints.push({ position, at: (this.#now += 1_000), checkpoint, letsGo });
    if (letsGo && this.letsGoAtOnce) {
      kept.gone = position;
      kept.entries = kept.entries.filter((entry) => entry.position > position);
    }
    this.tell({ kind: 'checkpoint', place, generation, position }, from);
  }

  tell(event: LogEvent, except: MemoryLogPort | undefined): void {
    for (const port of this.ports) if (port !== except) port.deliver(event);
  }

  certificateOf(entry: Bytes): Bytes | undefined {
    try {
      return this.certificates.get(decodeEntry(entry).header.authorId);
    } catch {
      return undefined; // bytes that are no entry have no author
    }
  }
}

/** One connection to it, which breaks when a test says so. */
export class MemoryLogPort implements LogPort {
  readonly id = newPeerId();
  readonly #log: MemoryLog;
  readonly #listeners = new Set<(event: LogEvent) => void>();
  readonly #connections = new Set<(state: 'connected' | 'disconnected') => void>();
  #connected = false;
  #turn = 0;
  /** Requests under way. */
  waiting = 0;

  constructor(log: MemoryLog) {
    this.#log = log;
  }

  up(): void {
    this.#connected = true;
    for (const listen of this.#connections) listen('connected');
  }

  /** What is under way is lost: whether the server had it or not, there is no answer. */
  down(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#turn += 1;
    for (const listen of this.#connections) listen('disconnected');
  }

  deliver(event: LogEvent): void {
    const turn = this.#turn;
    setImmediate(() => {
      if (!this.#connected || turn !== this.#turn) return;
      for (const listen of this.#listeners) listen(event);
    });
  }

  heads(): Promise<readonly { place: DocumentPlace; head: LogHead }[]> {
    return this.#ask(() => this.#log.heads(this));
  }

  records(): Promise<readonly Bytes[]> {
    return this.#ask(() => this.#log.records);
  }

  registerAuthor(certificate: Bytes): Promise<void> {
    return this.#ask(() => this.#log.register(certificate));
  }

  append(_at: LogPlace, entry: Bytes): Promise<{ position: number; at: number }> {
    return this.#ask(async () => {
      const { position, at } = await this.#log.append(this, entry);
      return { position, at };
    });
  }

  read(at: LogPlace, after: number): Promise<ReadPage> {
    return this.#ask(() => {
      const all = this.#log.serve(this, at, this.#log.entries(at.place));
      const start = all.findIndex(({ position }) => position > after);
      const entries = start < 0 ? [] : all.slice(start, start + PAGE);
      const certificates = entries.flatMap(({ entry }) => this.#log.certificateOf(entry) ?? []);
      const end = all.at(-1)?.position ?? this.#log.document(at.place).gone;
      return { entries, end, certificates };
    });
  }

  checkpoints(at: LogPlace): ReturnType<LogPort['checkpoints']> {
    return this.#ask(() => this.#log.document(at.place).checkpoints);
  }

  readCheckpoint(
    at: LogPlace,
    position: number,
  ): Promise<{ certificate: Bytes; checkpoint: Bytes }> {
    return this.#ask(() => {
      const kept = this.#log.document(at.place).checkpoints;
      const checkpoint = kept.findLast((one) => one.position === position)?.checkpoint;
      if (checkpoint === undefined) throw new RefusedError('notFound');
      const { authorId } = decodeCheckpoint(checkpoint).header;
      const certificate = this.#log.certificates.get(authorId) ?? new Uint8Array(0);
      return { certificate, checkpoint };
    });
  }

  writeCheckpoint(_at: LogPlace, checkpoint: Bytes): Promise<void> {
    return this.#ask(() => this.#log.writeCheckpoint(checkpoint, this));
  }

  signal(place: DocumentPlace, sealed: Bytes): Promise<void> {
    return this.#ask(() => this.#log.tell({ kind: 'signal', place, from: this.id, sealed }, this));
  }

  onEvent(listen: (event: LogEvent) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    this.#connections.add(listen);
    return () => this.#connections.delete(listen);
  }

  close(): void {
    this.down();
    this.#log.ports.delete(this);
  }

  async #ask<T>(task: () => T | Promise<T>): Promise<T> {
    const turn = this.#turn;
    this.waiting += 1;
    try {
      await breath();
      if (!this.#connected || this.#log.fails(this)) throw new RefusedError('unavailable');
      const answer = await task();
      await breath();
      if (turn !== this.#turn) throw new RefusedError('unavailable');
      return answer;
    } finally {
      this.waiting -= 1;
    }
  }
}

/** A turn of the event loop: what a network is, here. */
function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
