import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import { flag } from '../Column.ts';
import { addColumns, migration } from '../Table.ts';

/** Which participants are the organizer: their notes are served to the account. */
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

/** documents.md V-20: whether the account handed an author in before anybody else had its certificate. */
export const ownAuthors0006 = migration(
  '0006-own-authors',
  addColumns('document_author', { by_account: flag().nullable().about(known) }),
);
