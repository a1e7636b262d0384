import type { Secret } from '@conclave/shared/Secret';
import type { SignIns } from '../accounts/SignIns.ts';
import { deletionHash } from '../meetings/deletionHash.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Database } from '../store/Database.ts';
import { FileStore } from '../store/FileStore.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';
import type { SummaryReaders } from '../summary/SummaryReaders.ts';
import type { BlobPlace, Blobs } from './Blobs.ts';
import { FileCallers } from './FileCallers.ts';
import { Files } from './Files.ts';
import { FileSweep } from './FileSweep.ts';
import { Inbox } from './Inbox.ts';
import type { MeetingAccess } from './MeetingAccess.ts';
import { openBlobs, type BlobSettings } from './openBlobs.ts';
import { Uploads } from './Uploads.ts';

export interface FilePartsOptions extends BlobSettings {
  readonly database: Database;
  readonly meetings: MeetingStore;
  readonly signIns: SignIns;
  readonly access: MeetingAccess;
  readonly readers: SummaryReaders;
  readonly pepper: Secret<string>;
  readonly clock: Clock;
  /** By this what was never completed is given up. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface FileParts {
  readonly files: Files;
  readonly inbox: Inbox;
  readonly callers: FileCallers;
  readonly blobs: Blobs;
  readonly sweep: FileSweep;
}

/** Everything that takes and serves sealed files. The sweep is the caller's to close. */
export async function buildFiles(options: FilePartsOptions): Promise<FileParts> {
  const { database, clock, sure, timers, log, pepper } = options;
  const ledgerHash = ({ meetingId, fileId }: BlobPlace): string =>
    deletionHash(pepper, 'file', `${meetingId}/${fileId}`);
  const blobs = await openBlobs(options, { alone: true });
  const store = new FileStore(database);
  const uploads = new Uploads({ store, blobs, clock });
  const failed = (error: unknown): void => log.error('files.sweepFailed', { error });
  const sweep = new FileSweep({ store, blobs, sure, timers, failed });
  sweep.start();
  return {
    files: new Files({ store, blobs, uploads, clock, ledgerHash }),
    inbox: new Inbox({ store, blobs, uploads, clock }),
    callers: new FileCallers({ ...options, store }),
    blobs,
    sweep,
  };
}
