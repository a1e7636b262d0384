import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import { integer } from '../Column.ts';
import { addColumns, migration } from '../Table.ts';

/** A random number of ours: it says nothing about anybody. */
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

/** Two servers that write a checkpoint for one place at once write two, of which one comes to be served. */
export const checkpointStage0040 = migration(
  '0040-checkpoint-stage',
  addColumns('document_checkpoint', {
    /**
     * Its parts lie at this position, made negative, and so does the row itself until it is served. Null where it was
     * made before this was noted: its parts lie at its own position.
     */
    stage: integer().nullable().about(known),
  }),
);
