import type {
  CheckpointKey,
  Link,
  LogKey,
  LoggedEntry,
  LogStore,
  NewEntry,
  StagedCheckpoint,
  StoredAuthor,
  StoredCheckpoint,
  StoredDocument,
} from '../../server/src/documents/LogStore.ts';
import { StoreUnavailableError } from '../../server/src/store/StoreError.ts';
import { copyBytes, type Bytes } from '../../shared/src/bytes.ts';
import type { DocumentAuthorId, MeetingId, ParticipantId } from '../../shared/src/ids.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { decodeAuthor } from '../../shared/src/wire/signed/author.ts';
import { placeSegment } from '../../shared/src/wire/documentsApi.ts';

interface Document {
  readonly meetingId: MeetingId;
  readonly documentId: string;
  readonly place: DocumentPlace;
  generation: number;
  entries: NewEntry[];
  checkpoints: (StoredCheckpoint & { readonly bytes: Bytes })[];
}

type Meeting = { readonly hostKey: Bytes; readonly record: { readonly number: number } };

/** A LogStore in memory. It passes the same tests as the one on a database. */
export class MemoryLogStore implements LogStore {
  readonly #meetings: (meetingId: MeetingId) => Meeting | undefined;
  readonly #documents = new Map<string, Document>();
  readonly #authors = new Map<MeetingId, StoredAuthor[]>();
  readonly #staged = new Map<number, Bytes>();
  #stages = 0;
  readonly #accountParticipants = new Map<MeetingId, Set<ParticipantId>>();

  constructor(meetings: (meetingId: MeetingId) => Meeting | undefined) {
    this.#meetings = meetings;
  }

  meeting(meetingId: MeetingId): ReturnType<LogStore['meeting']> {
    const meeting = this.#meetings(meetingId);
    return Promise.resolve(
      meeting && { hostKey: meeting.hostKey, recordNumber: meeting.record.number },
    );
  }

  /** Nobody here opens anything. */
  records(): ReturnType<LogStore['records']> {
    return Promise.resolve([]);
  }

  documents(meetingId: MeetingId): Promise<StoredDocument[]> {
    const all = [...this.#documents.values()].filter((one) => one.meetingId === meetingId);
    return Promise.resolve(all.map((document) => stored(document)));
  }

  async document(meetingId: MeetingId, place: DocumentPlace): Promise<StoredDocument | undefined> {
    const all = await this.documents(meetingId);
    return all.find((one) => placeSegment(one.place) === placeSegment(place));
  }

  async create(meetingId: MeetingId, place: DocumentPlace): Promise<StoredDocument> {
    const known = await this.document(meetingId, place);
    if (known !== undefined) return known;
    const documentId = `${meetingId}/${placeSegment(place)}`;
    const document = { meetingId, documentId, place, generation: 1, entries: [], checkpoints: [] };
    this.#documents.set(documentId, document);
    return stored(document);
  }

  addAuthor(meetingId: MeetingId, author: StoredAuthor, byAccount = false): Promise<void> {
    const known = this.#authors.get(meetingId) ?? [];
    const isKnown = known.some(({ authorId }) => authorId === author.authorId);
    if (!isKnown) this.#authors.set(meetingId, [...known, author]);
    if (!isKnown && byAccount) {
      const own = this.#accountParticipants.get(meetingId) ?? new Set();
      this.#accountParticipants.set(meetingId, own.add(author.participantId));
    }
    return Promise.resolve();
  }

  accountParticipants(meetingId: MeetingId): Promise<readonly ParticipantId[]> {
    return Promise.resolve([...(this.#accountParticipants.get(meetingId) ?? [])]);
  }

  authors(
    meetingId: MeetingId,
    authorIds: readonly DocumentAuthorId[],
  ): Promise<readonly StoredAuthor[]> {
    const known = this.#authors.get(meetingId) ?? [];
    return Promise.resolve(known.filter(({ authorId }) => authorIds.includes(authorId)));
  }

  clientHolders(meetingId: MeetingId, clientId: number): Promise<readonly ParticipantId[]> {
    const holders = (this.#authors.get(meetingId) ?? []).filter(
      ({ certificate }) => decodeAuthor(certificate).body.clientId === clientId,
    );
    return Promise.resolve(holders.map(({ participantId }) => participantId));
  }

  countAuthors(
    meetingId: MeetingId,
    participantId: ParticipantId,
  ): Promise<{ all: number; own: number }> {
    const known = this.#authors.get(meetingId) ?? [];
    const own = known.filter((author) => author.participantId === participantId);
    return Promise.resolve({ all: known.length, own: own.length });
  }

  usage(meetingId: MeetingId, participantId: ParticipantId): Promise<number> {
    const all = [...this.#documents.values()].filter((one) => one.meetingId === meetingId);
    const sizes = all.flatMap(({ place, entries, checkpoints }) => [
      ...entries.filter((one) => one.participantId === participantId).map((one) => one.entry),
      ...(place.owner === participantId ? checkpoints.map((one) => one.bytes) : []),
    ]);
    return Promise.resolve(sizes.reduce((sum, { length }) => sum + length, 0));
  }

  append(log: LogKey, entries: readonly NewEntry[]): Promise<void> {
    const document = this.#at(log);
    const { generation, position } = stored(document);
    if (generation !== log.generation || position + 1 !== entries[0]?.position)
      return Promise.reject(new StoreUnavailableError('the log went on meanwhile'));
    document.entries.push(...entries);
    return Promise.resolve();
  }

  lastOf(log: LogKey, authorId: DocumentAuthorId): Promise<Link | undefined> {
    return Promise.resolve(this.#of(log, authorId).at(-1));
  }

  find(log: LogKey, authorId: DocumentAuthorId, sequence: number): Promise<Link | undefined> {
    return Promise.resolve(this.#of(log, authorId).find((one) => one.sequence === sequence));
  }

  page(log: LogKey, after: number, maxBytes: number): Promise<LoggedEntry[]> {
    let bytes = 0;
    const page: LoggedEntry[] = [];
    for (const entry of this.#at(log).entries.filter(({ position }) => position > after)) {
      bytes += entry.entry.length;
      if (page.length > 0 && bytes > maxBytes) break;
      page.push(entry);
    }
    return Promise.resolve(page);
  }

  firstSince(log: LogKey, at: number): Promise<number | undefined> {
    return Promise.resolve(this.#at(log).entries.find((one) => one.at >= at)?.position);
  }

  stageCheckpoint(checkpoint: StoredCheckpoint, bytes: Uint8Array): Promise<StagedCheckpoint> {
    const staged = { ...checkpoint, stage: (this.#stages += 1) };
    this.#staged.set(staged.stage, copyBytes(bytes));
    return Promise.resolve(staged);
  }

  async keepCheckpoint(staged: StagedCheckpoint, drop: readonly number[]): Promise<void> {
    const document = this.#at(staged);
    const newest = Math.max(0, ...document.checkpoints.map(({ position }) => position));
    const bytes = this.#take(staged);
    if (document.generation > staged.generation) throw new RefusedError('generationOver');
    if (document.generation < staged.generation) throw new RefusedError('notNow');
    if (staged.position <= newest) throw new RefusedError('versionConflict');
    document.checkpoints.push({ ...staged, bytes });
    document.checkpoints = document.checkpoints.filter(({ position }) => !drop.includes(position));
    return Promise.resolve();
  }

  letGo(meetingId: MeetingId): Promise<void> {
    for (const document of this.#documents.values()) {
      const points = document.checkpoints.filter(({ letsGo }) => letsGo);
      const upTo = Math.max(0, ...points.map(({ position }) => position));
      if (document.meetingId !== meetingId) continue;
      document.entries = document.entries.filter(({ position }) => position > upTo);
    }
    return Promise.resolve();
  }

  async beginGeneration(staged: StagedCheckpoint): Promise<void> {
    const document = this.#at(staged);
    const bytes = this.#take(staged);
    if (document.generation >= staged.generation) throw new RefusedError('generationOver');
    if (document.generation < staged.generation - 1) throw new RefusedError('notNow');
    document.generation = staged.generation;
    document.entries = [];
    document.checkpoints = [{ ...staged, bytes }];
    return Promise.resolve();
  }

  checkpoints(log: LogKey): Promise<readonly StoredCheckpoint[]> {
    const kept = this.#at(log).checkpoints.filter(
      ({ generation }) => generation === log.generation,
    );
    return Promise.resolve(kept.toSorted((a, b) => b.position - a.position));
  }

  async *checkpointBytes(key: CheckpointKey): AsyncGenerator<Bytes> {
    const found = this.#at(key).checkpoints.find((one) => isAt(one, key));
    if (found !== undefined) yield await Promise.resolve(found.bytes);
  }

  #take({ stage }: StagedCheckpoint): Bytes {
    const bytes = this.#staged.get(stage);
    if (bytes === undefined) throw new Error('not staged');
    this.#staged.delete(stage);
    return bytes;
  }

  #of(log: LogKey, authorId: DocumentAuthorId): NewEntry[] {
    return this.#at(log).entries.filter((entry) => entry.authorId === authorId);
  }

  #at({ documentId }: LogKey): Document {
    const document = this.#documents.get(documentId);
    if (document === undefined) throw new Error('no such document');
    return document;
  }
}

function stored(document: Document): StoredDocument {
  const { documentId, place, generation, entries, checkpoints } = document;
  const newest = Math.max(...checkpoints.map(({ position }) => position));
  const checkpoint = Number.isFinite(newest) ? newest : null;
  const position = Math.max(entries.at(-1)?.position ?? 0, checkpoint ?? 0);
  return { documentId, place, generation, position, checkpoint };
}

function isAt(one: CheckpointKey, key: CheckpointKey): boolean {
  return one.generation === key.generation && one.position === key.position;
}
