import type { DocumentPlace } from '@conclave/shared/wire/documents';

/** What can be deleted for good as a whole; files go one by one, and the roster with the meeting. */
export type Deletable = Extract<DocumentPlace['kind'], 'board' | 'minutes' | 'agenda' | 'chat'>;
