import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import { moment } from '../Column.ts';
import { addColumns, migration } from '../Table.ts';

const shown = {
  purpose: 'summary',
  basis: '6.1.a',
  retention: 'meeting',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R59',
} as const satisfies Annotation;

/** [S-13] When a later session of the meeting began: its link shows nothing of that. */
export const summaryShown0029 = migration(
  '0029-summary-shown',
  addColumns('summary', { shown_until: moment().nullable().about(shown) }),
);
