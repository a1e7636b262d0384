import { Readable } from 'node:stream';
import { FileId, MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  AnnounceFile,
  AnnounceInboxFile,
  FileState,
  InboxList,
  MAX_CHUNKS,
} from '@conclave/shared/wire/filesApi';
import * as v from 'valibot';
import type { ByteRange } from '../../files/Blobs.ts';
import type { FileParts } from '../../files/buildFiles.ts';
import type { ArrivingChunk } from '../../files/Uploads.ts';
import { BinaryReply } from '../BinaryReply.ts';
import type { Call } from '../Call.ts';
import { route, type Route } from '../Route.ts';

const OfMeeting = v.strictObject({ meetingId: MeetingId });
const OfFile = v.strictObject({ meetingId: MeetingId, fileId: FileId });
const OfChunk = v.strictObject({
  meetingId: MeetingId,
  fileId: FileId,
  index: v.pipe(
    v.string(),
    v.regex(/^(?:0|[1-9]\d{0,3})$/u),
    v.transform(Number),
    v.maxValue(MAX_CHUNKS - 1),
  ),
});
/** What comes as CHUNK_TYPE is unread. */
const Body = v.instance(Readable);

const FILES = '/api/meetings/:meetingId/files';
const INBOX = '/api/meetings/:meetingId/inbox';

/** What a guest at the door may do in a minute from one address: ten files of 50 MB and their questions. */
const VISITOR_LIMIT = { times: 600, perMs: 60_000 };

type Parts = Pick<FileParts, 'files' | 'inbox' | 'callers' | 'blobs'>;

/** documents.md, 8: sealed files of a meeting, and what visitors hand in before they are admitted. */
export function fileRoutes(parts: Parts): Route[] {
  return [...uploads(parts), ...downloads(parts), ...handingIn(parts), ...inbox(parts)];
}

function uploads({ files, callers }: Parts): Route[] {
  return [
    route({
      method: 'PUT',
      path: `${FILES}/:fileId`,
      audience: 'link',
      takes: { params: OfFile, body: AnnounceFile },
      async handle({ params, body }, call) {
        await files.announce(await callers.of(call, params.meetingId), params.fileId, body);
      },
    }),
    route({
      method: 'PUT',
      path: `${FILES}/:fileId/chunks/:index`,
      audience: 'link',
      takes: { params: OfChunk, body: Body },
      async handle({ params, body }, call) {
        const caller = await callers.of(call, params.meetingId);
        await files.put(caller, params.fileId, arriving(params.index, { body, call }));
      },
    }),
    route({
      method: 'POST',
      path: `${FILES}/:fileId/complete`,
      audience: 'link',
      takes: { params: OfFile },
      async handle({ params }, call) {
        await files.complete(await callers.of(call, params.meetingId), params.fileId);
      },
    }),
    route({
      method: 'DELETE',
      path: `${FILES}/:fileId`,
      audience: 'link',
      takes: { params: OfFile },
      async handle({ params }, call) {
        await files.delete(await callers.of(call, params.meetingId), params.fileId);
      },
    }),
  ];
}

function downloads({ files, callers, blobs }: Parts): Route[] {
  return [
    route({
      method: 'GET',
      path: `${FILES}/:fileId/state`,
      audience: 'link',
      takes: { params: OfFile },
      reply: FileState,
      async handle({ params }, call) {
        return files.state(await callers.reader(call, params.meetingId), params.fileId);
      },
    }),
    route({
      method: 'GET',
      path: `${FILES}/:fileId/chunks/:index`,
      audience: 'link',
      takes: { params: OfChunk },
      reply: v.instance(BinaryReply),
      async handle({ params }, call) {
        const { fileId, index } = params;
        const caller = await callers.reader(call, params.meetingId);
        const { row, bytes } = await files.chunk(caller, fileId, index);
        const range = rangeOf(call.header('range'), bytes);
        const body = await blobs.get(row, index, range);
        if (body === undefined) throw new RefusedError('notFound');
        return chunkReply(body, { bytes, range, tag: `"${fileId}.${index}"` });
      },
    }),
  ];
}

function handingIn({ inbox, callers }: Parts): Route[] {
  const visitors = { audience: 'link', limit: VISITOR_LIMIT } as const;
  return [
    route({
      ...visitors,
      method: 'POST',
      path: `${INBOX}/:fileId`,
      takes: { params: OfFile, body: AnnounceInboxFile },
      async handle({ params, body }, call) {
        await inbox.announce(await callers.visitor(call, params.meetingId), params.fileId, body);
      },
    }),
    route({
      ...visitors,
      method: 'PUT',
      path: `${INBOX}/:fileId/chunks/:index`,
      takes: { params: OfChunk, body: Body },
      async handle({ params, body }, call) {
        const from = await callers.visitor(call, params.meetingId);
        await inbox.put(from, params.fileId, arriving(params.index, { body, call }));
      },
    }),
    route({
      ...visitors,
      method: 'GET',
      path: `${INBOX}/:fileId/state`,
      takes: { params: OfFile },
      reply: FileState,
      async handle({ params }, call) {
        return inbox.state(await callers.visitor(call, params.meetingId), params.fileId);
      },
    }),
    route({
      ...visitors,
      method: 'POST',
      path: `${INBOX}/:fileId/complete`,
      takes: { params: OfFile },
      async handle({ params }, call) {
        await inbox.complete(await callers.visitor(call, params.meetingId), params.fileId);
      },
    }),
    route({
      ...visitors,
      method: 'DELETE',
      path: `${INBOX}/:fileId`,
      takes: { params: OfFile },
      async handle({ params }, call) {
        await inbox.takeBack(await callers.visitor(call, params.meetingId), params.fileId);
      },
    }),
  ];
}

function inbox({ inbox, callers }: Parts): Route[] {
  return [
    route({
      method: 'GET',
      path: INBOX,
      audience: 'link',
      takes: { params: OfMeeting },
      reply: InboxList,
      async handle({ params }, call) {
        const { meetingId } = await callers.of(call, params.meetingId);
        return inbox.list(meetingId);
      },
    }),
    route({
      method: 'POST',
      path: `${INBOX}/:fileId/taken`,
      audience: 'link',
      takes: { params: OfFile },
      async handle({ params }, call) {
        await inbox.take(await callers.of(call, params.meetingId), params.fileId);
      },
    }),
  ];
}

function arriving(index: number, { body, call }: { body: Readable; call: Call }): ArrivingChunk {
  const length = call.header('content-length');
  return { index, body, said: length === undefined ? undefined : Number(length) };
}

/** One range of bytes; anything else is served whole, as RFC 9110 section 14.2 allows. */
function rangeOf(header: string | undefined, bytes: number): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d{1,9})-(\d{0,9})$/u.exec(header ?? '') ?? [];
  if (from === undefined) return undefined;
  const range = { first: Number(from), last: to ? Math.min(Number(to), bytes - 1) : bytes - 1 };
  return range.first <= range.last ? range : undefined;
}

/** A chunk never changes under its name: what a browser has of it, it may keep for a while. */
function chunkReply(
  body: Readable,
  { bytes, range, tag }: { bytes: number; range: ByteRange | undefined; tag: string },
): BinaryReply {
  const length = range ? range.last - range.first + 1 : bytes;
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(length),
    'accept-ranges': 'bytes',
    'cache-control': 'private, max-age=3600, immutable',
    etag: tag,
    ...(range && { 'content-range': `bytes ${range.first}-${range.last}/${bytes}` }),
  };
  return new BinaryReply({ status: range ? 206 : 200, headers, body });
}
