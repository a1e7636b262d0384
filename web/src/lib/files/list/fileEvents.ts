import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { FileId, type ParticipantId } from '@conclave/shared/ids';
import { MAX_FILE_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';

/** Names as people give them: file systems take 255 bytes. */
const MAX_NAME = 255;
const MAX_TYPE = 127;

function isKey(text: string): boolean {
  try {
    return fromBase64Url(text).length === 32;
  } catch {
    return false; // not the one spelling of any bytes
  }
}

const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME));

const Added = v.strictObject({
  kind: v.literal('added'),
  fileId: FileId,
  name: Name,
  type: v.pipe(v.string(), v.maxLength(MAX_TYPE)),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_FILE_BYTES)),
  key: v.pipe(v.string(), v.length(43), v.check(isKey, 'not a key')),
  /** ms since 1970 by the clock of who added it. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8_640_000_000_000_000)),
  /** [F-13] What somebody who was not admitted yet called themselves; null for a member's own file. */
  from: v.nullable(v.pipe(v.string(), v.maxLength(160))),
});
const Removed = v.strictObject({ kind: v.literal('removed'), fileId: FileId });
const Renamed = v.strictObject({ kind: v.literal('renamed'), fileId: FileId, name: Name });

/** [F-10] What stands in the `files` document: a list to which things are added and nothing else. */
export const FileEvent = v.variant('kind', [Added, Removed, Renamed]);
export type FileEvent = v.InferOutput<typeof FileEvent>;

/** An event and who wrote it, as the log proves it. */
export interface AuthoredEvent {
  readonly event: FileEvent;
  readonly author: ParticipantId;
}

/** A file as it stands in the list. */
export interface ListedFile {
  readonly fileId: FileId;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly key: Bytes;
  readonly addedBy: ParticipantId;
  readonly at: number;
  readonly from: string | undefined;
}

/** Whatever somebody put into the document, if it is an event. */
export function readEvent(value: unknown): FileEvent | undefined {
  const event = v.safeParse(FileEvent, value);
  return event.success ? event.output : undefined;
}

/** What a file is listed as; names too long for the schema are cut. */
export function addedEvent(file: Omit<ListedFile, 'addedBy'>): FileEvent {
  const { fileId, size, at, key } = file;
  return {
    kind: 'added',
    fileId,
    name: file.name.slice(0, MAX_NAME) || '-',
    type: file.type.slice(0, MAX_TYPE),
    size,
    key: toBase64Url(key),
    at,
    from: file.from ?? null,
  };
}

export function renamedEvent(fileId: FileId, name: string): FileEvent {
  return { kind: 'renamed', fileId, name: name.slice(0, MAX_NAME) };
}

/**
 * The list that follows from the events. What somebody adds is theirs: another event with the same id
 * by somebody else is another file (which will not open), so nobody can change a file under its name.
 * Taking off the list counts from who added it and from who leads.
 */
export function listFiles(
  events: readonly AuthoredEvent[],
  leads: (participantId: ParticipantId) => boolean,
): ListedFile[] {
  const files = new Map<string, ListedFile>();
  for (const { event, author } of events) {
    const own = `${author}/${event.fileId}`;
    if (event.kind === 'added') {
      if (!files.has(own)) files.set(own, listed(event, author));
      continue;
    }
    const file = files.get(own);
    if (event.kind === 'renamed') {
      if (file) files.set(own, { ...file, name: event.name });
      continue;
    }
    for (const [key, { fileId }] of files) {
      const may = key === own || leads(author);
      if (fileId === event.fileId && may) files.delete(key);
    }
  }
  return [...files.values()];
}

function listed(event: v.InferOutput<typeof Added>, addedBy: ParticipantId): ListedFile {
  const { fileId, name, type, size, at } = event;
  const key = fromBase64Url(event.key);
  return { fileId, name, type, size, at, key, addedBy, from: event.from ?? undefined };
}
