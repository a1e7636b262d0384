import { equalBytes, fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { FileId, MeetingId } from '@conclave/shared/ids';
import { MAX_INBOX_BYTES, MAX_INBOX_FILES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  MAX_INBOX_FILES_OF_LINK,
  sealedBytesOf,
  type FileShape,
  type FileState,
  type InboxList,
} from '@conclave/shared/wire/filesApi';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { FileRow, FileStore } from '../store/FileStore.ts';
import type { Blobs } from './Blobs.ts';
import type { FileCaller, Visitor } from './FileCaller.ts';
import { checkRoom, fits } from './Files.ts';
import type { ArrivingChunk, Uploads } from './Uploads.ts';

/** Whole files: what sealing adds does not count against the visitor. */
const OF_VISITOR = { files: MAX_INBOX_FILES, sealedBytes: sealedBytesOf(MAX_INBOX_BYTES) };
/** A visitor is as many as it likes to be; the link is one. */
const OF_LINK = { files: MAX_INBOX_FILES_OF_LINK, sealedBytes: 10 * OF_VISITOR.sealedBytes };

export interface InboxOptions {
  readonly store: FileStore;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly clock: Clock;
}

/** [F-13] What people hand in who are not admitted yet, until a member lists it. */
export class Inbox {
  readonly #store: FileStore;
  readonly #blobs: Blobs;
  readonly #uploads: Uploads;
  readonly #clock: Clock;

  constructor({ store, blobs, uploads, clock }: InboxOptions) {
    this.#store = store;
    this.#blobs = blobs;
    this.#uploads = uploads;
    this.#clock = clock;
  }

  async announce(
    from: Visitor,
    fileId: FileId,
    { sealedBytes, chunks, sealedEnvelope }: FileShape & { sealedEnvelope: string },
  ): Promise<void> {
    const { meetingId, link, visitor } = from;
    const shape = { sealedBytes, chunks };
    const done = await this.#store.announcing(meetingId, async (queries) => {
      const known = await this.#store.find({ meetingId, fileId }, queries);
      if (known !== undefined) return isOf(known, from) && known.sealedBytes === sealedBytes;
      await this.#checkRoom(queries, from, sealedBytes);
      const inbox = { link, visitor, sealedEnvelope: fromBase64Url(sealedEnvelope) };
      const row = { meetingId, fileId, uploader: null, ...shape, completedAt: null, inbox };
      await this.#store.insert(queries, { ...row, announcedAt: this.#clock.now() });
      return true;
    });
    if (done !== true) throw new RefusedError('notAllowed');
  }

  async put(from: Visitor, fileId: FileId, chunk: ArrivingChunk): Promise<void> {
    await this.#uploads.put(await this.#own(from, fileId), chunk);
  }

  async state(from: Visitor, fileId: FileId): Promise<FileState> {
    return this.#uploads.state(await this.#own(from, fileId));
  }

  async complete(from: Visitor, fileId: FileId): Promise<void> {
    await this.#uploads.complete(await this.#own(from, fileId));
  }

  /** Its own, while nobody has listed it. */
  async takeBack(from: Visitor, fileId: FileId): Promise<void> {
    const row = await this.#own(from, fileId);
    await this.#store.delete(row);
    await this.#blobs.delete(row);
  }

  async list(meetingId: MeetingId): Promise<InboxList> {
    const rows = await this.#store.inbox(meetingId);
    const files = rows.flatMap(({ fileId, sealedBytes, chunks, inbox }) => {
      if (inbox === null) return [];
      return [{ fileId, sealedBytes, chunks, sealedEnvelope: toBase64Url(inbox.sealedEnvelope) }];
    });
    return { files };
  }

  /** A member has listed it and answers for it from now on. Repeating it changes nothing. */
  async take(caller: FileCaller, fileId: FileId): Promise<void> {
    const row = await this.#store.find({ meetingId: caller.meetingId, fileId });
    if (row?.completedAt == null) throw new RefusedError('notFound');
    if (row.inbox === null) return;
    const uploader = caller.as === 'member' ? caller.participantId : null;
    await this.#store.leaveInbox(row, uploader);
  }

  async #checkRoom(queries: Queries, from: Visitor, sealedBytes: number): Promise<void> {
    const { meetingId, link, visitor } = from;
    await checkRoom(this.#store, queries, { meetingId, sealedBytes });
    const own = await this.#store.usage(queries, meetingId, { link, visitor });
    const all = await this.#store.usage(queries, meetingId, { link });
    if (!fits(own, sealedBytes, OF_VISITOR) || !fits(all, sealedBytes, OF_LINK)) {
      throw new RefusedError('quotaExceeded');
    }
  }

  async #own(from: Visitor, fileId: FileId): Promise<FileRow> {
    const row = await this.#store.find({ meetingId: from.meetingId, fileId });
    if (row === undefined || !isOf(row, from)) throw new RefusedError('notFound');
    return row;
  }
}

function isOf({ inbox }: FileRow, { link, visitor }: Visitor): boolean {
  return inbox !== null && inbox.link === link && equalBytes(inbox.visitor, visitor);
}
