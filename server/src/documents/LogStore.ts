import type { Bytes } from '@conclave/shared/bytes';
import type { DocumentAuthorId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';

/** One generation of a document. */
export interface LogKey {
  readonly documentId: string;
  readonly generation: number;
}

export interface StoredDocument extends LogKey {
  readonly place: DocumentPlace;
  /** The last entry, also when a checkpoint let it go. */
  readonly position: number;
  /** Of the newest checkpoint. */
  readonly checkpoint: number | null;
}

export interface StoredAuthor {
  readonly authorId: DocumentAuthorId;
  readonly participantId: ParticipantId;
  readonly certificate: Bytes;
}

/** Where an entry stands, and what the author's next one has to refer to. */
export interface Link {
  readonly sequence: number;
  readonly position: number;
  readonly at: number;
  /** SHA-256 of the entry. */
  readonly hash: Bytes;
}

export interface NewEntry extends Link {
  readonly authorId: DocumentAuthorId;
  readonly participantId: ParticipantId;
  readonly entry: Bytes;
}

export interface LoggedEntry {
  readonly position: number;
  readonly at: number;
  readonly authorId: DocumentAuthorId;
  readonly entry: Bytes;
}

export interface CheckpointKey extends LogKey {
  readonly position: number;
}

export interface StoredCheckpoint extends CheckpointKey {
  readonly at: number;
  readonly authorId: DocumentAuthorId;
  readonly letsGo: boolean;
  readonly size: number;
  /** SHA-256 of all of it. */
  readonly hash: Bytes;
}

/** One that is written down, and served to nobody yet. */
export interface StagedCheckpoint extends StoredCheckpoint {
  /** Its own, so that two for one place do not mix. */
  readonly stage: number;
}

/** What documents keep where it lasts. Promises resolve when it is on the disk. */
export interface LogStore {
  /** What entries and checkpoints are checked against; undefined: there is no such meeting. */
  meeting(meetingId: MeetingId): Promise<{ hostKey: Bytes; recordNumber: number } | undefined>;
  /** All key records in order: they lead from the newest archive key to those of older entries. */
  records(meetingId: MeetingId): Promise<readonly { number: number; record: Uint8Array }[]>;
  documents(meetingId: MeetingId): Promise<readonly StoredDocument[]>;
  document(meetingId: MeetingId, place: DocumentPlace): Promise<StoredDocument | undefined>;
  /** Begins it, unless it is there. Refuses with `notFound` when the meeting is gone. */
  create(meetingId: MeetingId, place: DocumentPlace): Promise<StoredDocument>;

  /** Repeating it changes nothing. `byAccount`: the meeting's owner, signed in, was the first to have it. */
  addAuthor(meetingId: MeetingId, author: StoredAuthor, byAccount?: boolean): Promise<void>;
  /** [V-20] The participants whose authors the account handed in: the organizer's own, one a browser. */
  accountParticipants(meetingId: MeetingId): Promise<readonly ParticipantId[]>;
  authors(
    meetingId: MeetingId,
    authorIds: readonly DocumentAuthorId[],
  ): Promise<readonly StoredAuthor[]>;
  /** Whose authors have a Yjs client id: one participant's, if the server was honest. */
  clientHolders(meetingId: MeetingId, clientId: number): Promise<readonly ParticipantId[]>;
  /** How many a meeting has, and how many of them are one participant's. */
  countAuthors(
    meetingId: MeetingId,
    participantId: ParticipantId,
  ): Promise<{ all: number; own: number }>;
  /** Bytes of all entries of a participant, and of the checkpoints of its notes [V-23]. */
  usage(meetingId: MeetingId, participantId: ParticipantId): Promise<number>;

  /**
   * All or none. Refuses with `notFound` when the document is gone; throws when its log is not right before the first
   * of them, as somebody else wrote meanwhile.
   */
  append(log: LogKey, entries: readonly NewEntry[]): Promise<void>;
  /** An author's last entry, also when it was let go. */
  lastOf(log: LogKey, authorId: DocumentAuthorId): Promise<Link | undefined>;
  /** An entry by its author's number, unless it was let go before others of that author. */
  find(log: LogKey, authorId: DocumentAuthorId, sequence: number): Promise<Link | undefined>;
  /** Entries after a position, at least one if there is one, `maxBytes` in all. */
  page(log: LogKey, after: number, maxBytes: number): Promise<readonly LoggedEntry[]>;
  /** The position of the first entry that was written at a moment or after it. */
  firstSince(log: LogKey, at: number): Promise<number | undefined>;

  /** Writes a checkpoint down where nobody is served it. */
  stageCheckpoint(checkpoint: StoredCheckpoint, bytes: Uint8Array): Promise<StagedCheckpoint>;
  /**
   * Serves a staged one from now on, and drops others. Refuses with `generationOver`, `notNow` or `versionConflict`
   * what is no step on from where the document stands at that moment; then it is gone.
   */
  keepCheckpoint(staged: StagedCheckpoint, drop: readonly number[]): Promise<void>;
  /** [P-12] Removes the entries that checkpoints of a meeting let go. */
  letGo(meetingId: MeetingId): Promise<void>;
  /**
   * [D-12] A staged one at position 0 begins its generation; everything of those before goes. Refuses with
   * `generationOver` when somebody else was first, and with `notNow` what comes too early.
   */
  beginGeneration(staged: StagedCheckpoint): Promise<void>;
  /** Newest first. */
  checkpoints(log: LogKey): Promise<readonly StoredCheckpoint[]>;
  /** Its bytes, piece by piece. Throws if it goes meanwhile. */
  checkpointBytes(key: CheckpointKey): AsyncIterable<Bytes>;
}
