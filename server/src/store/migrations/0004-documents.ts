import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { DocumentAuthorId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { DocumentKind } from '@conclave/shared/wire/documents';
import { bytes, flag, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** That something was written, by whose key, when and how much: what order and quota need. */
const known = {
  purpose: 'documents',
  basis: '6.1.a',
  retention: 'meeting',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R55',
} as const satisfies Annotation;

/** What was written: sealed by its author's browser for those who hold the meeting's keys. */
const sealed = {
  ...known,
  reads: ['members', 'organizer'],
  export: true,
} as const satisfies Annotation;

/** Documents as the server knows them: logs of sealed entries, their authors, and sealed states. */
export const documents0004 = migration(
  '0004-documents',
  table('document', {
    /** Random; short for the place in all rows of the log. */
    id: text().primary().about(known),
    meeting_id: text<MeetingId>().references('meeting', 'id').about(known),
    kind: word<readonly DocumentKind[]>(
      'chat',
      'board',
      'minutes',
      'agenda',
      'files',
      'roster',
      'notes',
    ).about(known),
    /** Whose notes; empty for all other kinds, as an index takes no two of them then. */
    owner: text<ParticipantId | ''>().about(known),
    generation: integer().about(known),
  }),
  index('document', ['meeting_id', 'kind', 'owner'], { unique: true }),
  table(
    'document_author',
    {
      meeting_id: text<MeetingId>().references('meeting', 'id').about(known),
      author_id: text<DocumentAuthorId>().about(known),
      /** A hash of a key that was made for the meeting. */
      participant_id: text<ParticipantId>().about(known),
      /** Signed by the participant's key: author key and Yjs client id. */
      certificate: bytes().about(known),
    },
    { primaryKey: ['meeting_id', 'author_id'] },
  ),
  table(
    'document_entry',
    {
      document_id: text().references('document', 'id').about(known),
      generation: integer().about(known),
      position: integer().about(known),
      at: moment().about(known),
      author_id: text<DocumentAuthorId>().about(known),
      /** Whom it counts for; repeated here so that a quota is one sum. */
      participant_id: text<ParticipantId>().about(known),
      sequence: integer().about(known),
      /** SHA-256 of the whole entry, to which the author's next one refers. */
      hash: bytes().about(known),
      size: integer().about(known),
      sealed_entry: bytes().about(sealed),
    },
    { primaryKey: ['document_id', 'generation', 'position'] },
  ),
  index('document_entry', ['document_id', 'generation', 'author_id', 'sequence'], { unique: true }),
  table(
    'document_chain',
    {
      document_id: text().references('document', 'id').about(known),
      generation: integer().about(known),
      author_id: text<DocumentAuthorId>().about(known),
      /** The last entry of an author that was let go: the next one still has to follow it. */
      sequence: integer().about(known),
      position: integer().about(known),
      at: moment().about(known),
      hash: bytes().about(known),
    },
    { primaryKey: ['document_id', 'generation', 'author_id'] },
  ),
  table(
    'document_checkpoint',
    {
      document_id: text().references('document', 'id').about(known),
      generation: integer().about(known),
      position: integer().about(known),
      at: moment().about(known),
      author_id: text<DocumentAuthorId>().about(known),
      lets_go: flag().about(known),
      size: integer().about(known),
      hash: bytes().about(known),
      /** Served only when all parts are there. */
      complete: flag().about(known),
    },
    { primaryKey: ['document_id', 'generation', 'position'] },
  ),
  table(
    'document_checkpoint_part',
    {
      document_id: text().references('document', 'id').about(known),
      generation: integer().about(known),
      position: integer().about(known),
      part: integer().about(known),
      sealed_part: bytes().about(sealed),
    },
    { primaryKey: ['document_id', 'generation', 'position', 'part'] },
  ),
);
