import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import { text } from '../Column.ts';
import { addColumns, index, migration } from '../Table.ts';

/** By which link somebody answered: what one link may bring is bounded, so that its holders cannot silence all others. */
const answered = {
  purpose: 'consent',
  basis: '6.1.c',
  retention: 'meeting',
  reads: ['server', 'operator'],
  subject: 'participant',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R69',
} as const satisfies Annotation;

/** By which link a consent came. */
export const consentLink0036 = migration(
  '0036-consent-link',
  addColumns('consent', {
    /** Kind and edition, as `copied 2`; null for answers from before this was noted. */
    link: text().nullable().about(answered),
  }),
  index('consent', ['meeting_id', 'link']),
);
