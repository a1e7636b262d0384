import { MeetingId } from '@conclave/shared/ids';
import { MAX_ENTRY_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { Generation, Position } from '@conclave/shared/wire/documents';
import {
  CheckpointList,
  DocumentList,
  EntryAccepted,
  MAX_SIGNED_CHECKPOINT_BYTES,
  PlaceSegment,
} from '@conclave/shared/wire/documentsApi';
import { RecordList } from '@conclave/shared/wire/meetingApi';
import { copyBytes } from '@conclave/shared/bytes';
import * as v from 'valibot';
import type { DocumentCallers } from '../../documents/DocumentCallers.ts';
import type { DocumentReader } from '../../documents/DocumentReader.ts';
import type { Documents } from '../../documents/Documents.ts';
import type { Call } from '../Call.ts';
import { BytesBody, BytesReply, route, type Route } from '../Route.ts';

const One = v.strictObject({ meetingId: MeetingId });
const Place = v.strictObject({ meetingId: MeetingId, place: PlaceSegment });

/** A number in an address, in its one spelling. */
const numeral = (schema: typeof Position) =>
  v.pipe(v.string(), v.regex(/^(?:0|[1-9]\d{0,9})$/), v.transform(Number), schema);
const After = v.strictObject({ generation: numeral(Generation), after: numeral(Position) });
const Point = v.strictObject({ ...Place.entries, position: numeral(Position) });

const CERTIFICATE_BYTES = 512;

/** Each may be 32 MB: host and deputies make some in an hour. */
const CHECKPOINT_LIMIT = { times: 60, perMs: 60_000 };

export interface DocumentRouteParts {
  readonly documents: Documents;
  readonly reader: DocumentReader;
  readonly callers: DocumentCallers;
}

/** Sealed documents, to members by their token and to the meeting's owner by its sign-in [V-20]. */
export function documentRoutes(parts: DocumentRouteParts): Route[] {
  return [...readingRoutes(parts), ...writingRoutes(parts)];
}

function readingRoutes({ documents, reader, callers }: DocumentRouteParts): Route[] {
  const path = '/api/meetings/:meetingId/documents';
  return [
    route({
      method: 'GET',
      path,
      audience: 'link',
      takes: { params: One },
      reply: DocumentList,
      handle: async ({ params }, call) =>
        documents.list(await callers.reader(call, params.meetingId)),
    }),
    route({
      method: 'GET',
      path: `${path}/records`,
      audience: 'link',
      takes: { params: One },
      reply: RecordList,
      handle: async ({ params }, call) =>
        documents.records(await callers.reader(call, params.meetingId)),
    }),
    route({
      method: 'GET',
      path: `${path}/:place/log`,
      audience: 'link',
      takes: { params: Place, query: After },
      reply: BytesReply,
      async handle({ params: { meetingId, place }, query }, call) {
        return reader.page(await callers.reader(call, meetingId), place, query);
      },
    }),
    route({
      method: 'GET',
      path: `${path}/:place/checkpoints`,
      audience: 'link',
      takes: { params: Place },
      reply: CheckpointList,
      async handle({ params: { meetingId, place } }, call) {
        return reader.checkpoints(await callers.reader(call, meetingId), place);
      },
    }),
    route({
      method: 'GET',
      path: `${path}/:place/checkpoints/:position`,
      audience: 'link',
      takes: { params: Point },
      reply: BytesReply,
      async handle({ params: { meetingId, place, position } }, call) {
        return reader.checkpoint(await callers.reader(call, meetingId), place, position);
      },
    }),
  ];
}

function writingRoutes({ documents, callers }: DocumentRouteParts): Route[] {
  const path = '/api/meetings/:meetingId/documents';
  const bytes = {
    method: 'POST',
    audience: 'link',
    takes: { params: One, body: BytesBody },
    admit: async (params: unknown, call: Call) => {
      const one = v.safeParse(One, params);
      if (!one.success) throw new RefusedError('malformed');
      await callers.of(call, one.output.meetingId);
    },
  } as const;
  return [
    route({
      ...bytes,
      path: `${path}/authors`,
      maxBodyBytes: CERTIFICATE_BYTES,
      async handle({ params, body }, call) {
        const caller = await callers.of(call, params.meetingId);
        await documents.registerAuthor(caller, copyBytes(body));
      },
    }),
    route({
      ...bytes,
      path: `${path}/entries`,
      maxBodyBytes: MAX_ENTRY_BYTES,
      reply: EntryAccepted,
      async handle({ params, body }, call) {
        const caller = await callers.of(call, params.meetingId);
        return documents.append(caller, copyBytes(body));
      },
    }),
    route({
      ...bytes,
      path: `${path}/checkpoints`,
      maxBodyBytes: MAX_SIGNED_CHECKPOINT_BYTES,
      limit: CHECKPOINT_LIMIT,
      async handle({ params, body }, call) {
        const caller = await callers.of(call, params.meetingId);
        await documents.putCheckpoint(caller, copyBytes(body));
      },
    }),
  ];
}
