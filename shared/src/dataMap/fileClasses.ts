import { operational, type Annotation } from './Annotation.ts';

interface FileClass extends Annotation {
  /** What lies there, for the operator and for the public table. */
  readonly holds: string;
}

const sealedFiles = {
  holds:
    'Chunks of files that people gave a meeting, each sealed in a browser. On the disk or in an object store.',
  purpose: 'documents',
  basis: '6.1.a',
  retention: 'meeting',
  reads: ['members', 'organizer'],
  subject: 'participant',
  required: false,
  export: true,
  erase: 'reference',
  requirement: 'R50',
} as const satisfies FileClass;

const bookkeeping = { ...operational, requirement: 'design 8' } as const satisfies Annotation;

/**
 * Everything that the server keeps in files: one line for each name under DATA_DIR, or beside it.
 * A test reads the server's code and fails when a name turns up there that is not here.
 */
export const fileClasses = {
  blobs: sealedFiles,
  'conclave.db': {
    ...bookkeeping,
    holds: 'The embedded database; its columns have their own lines.',
  },
  logs: { ...bookkeeping, holds: 'Log files, one a day; their fields have their own lines.' },
  'account-keys': {
    ...bookkeeping,
    holds:
      'A key for each account, sealed under a secret of the server: it opens names and addresses in the database, and goes first when the account is erased. On the disk or in an object store; of its backups there is only the newest.',
    reads: ['server'],
    retention: 'account',
    erase: 'reference',
    subject: 'organizer',
    purpose: 'login',
    basis: '6.1.b',
    requirement: 'R131',
  },
  'mail-keys': {
    ...bookkeeping,
    holds: 'Private keys of the mail relay, one a day, destroyed after 72 hours. Never backed up.',
    reads: ['relay'],
  },
  'dev-mail': {
    ...bookkeeping,
    holds: 'Mails of an instance without a mail server, in development only.',
    purpose: 'invitation',
    basis: '6.1.f',
    retention: 'mailJob',
    subject: 'invitee',
    erase: 'expiry',
    requirement: 'R67',
  },
  'secrets.json': {
    ...bookkeeping,
    holds: 'Secrets of the server, outside production.',
    reads: ['server'],
  },
  'lan-certificate.json': {
    ...bookkeeping,
    holds: 'Certificate made for devices nearby, with its key.',
    reads: ['server'],
  },
  'server.lock': { ...bookkeeping, holds: 'Nothing: one server at a time.' },
} as const satisfies Record<string, FileClass>;
