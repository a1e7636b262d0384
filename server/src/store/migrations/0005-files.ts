import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { FileId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { bytes, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

/** What the server must know to take, count, serve and delete sealed files. */
const known = {
  purpose: 'documents',
  basis: '6.1.a',
  retention: 'meeting',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'design 5',
} as const satisfies Annotation;

/** [F-13] Of somebody who is not admitted yet. */
const handedIn = { ...known, subject: 'visitor' } as const satisfies Annotation;

/**
 * Files as the server knows them. Their chunks lie beside the database (`Blobs`) under the same ids and
 * go with these rows; name, type and key stand sealed in the `files` document.
 */
export const files0005 = migration(
  '0005-files',
  table(
    'file',
    {
      meeting_id: text<MeetingId>().references('meeting', 'id').about(known),
      /** Random, chosen by who uploads it. */
      id: text<FileId>().about(known),
      /** Who may take it back; null: the meeting's owner, or a visitor. */
      uploader: text<ParticipantId>().nullable().about(known),
      sealed_bytes: integer().about(known),
      chunks: integer().about(known),
      announced_at: moment().about(known),
      completed_at: moment().nullable().about(known),
      /** By which link it was handed in, while it waits to be listed. */
      inbox: word<readonly LinkKind[]>('copied', 'mailed').nullable().about(handedIn),
      /** SHA-256 of the visitor's random bytes: counts what one browser hands in, and names nobody. */
      visitor: bytes().nullable().about(handedIn),
      /** Name, type, sender and key, sealed to the members. */
      sealed_envelope: bytes()
        .nullable()
        .about({ ...handedIn, reads: ['members'] }),
    },
    { primaryKey: ['meeting_id', 'id'] },
  ),
  index('file', ['announced_at']),
);
