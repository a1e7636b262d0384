import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SigningKey } from '../../e2ee/crypto/sign.ts';
import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import type { Timers } from '../../e2ee/session/Timers.ts';
import type { StartDecoder } from '../decode/Decoder.ts';
import type { DocumentStore } from '../log/DocumentStore.ts';
import { Documents } from './Documents.ts';
import { OwnerKeys } from './OwnerKeys.ts';
import { OwnerLog } from './OwnerLog.ts';

/** Until the records are asked for again when there was no answer. */
const AGAIN_MS = 5_000;
/** After opening. Lower hinders reading; higher misses who looks only for a moment. */
const LET_GO_MS = 10_000;
const NO_ANSWER: ReadonlySet<ErrorCode> = new Set(['unavailable', 'notNow', 'tooMany']);

export interface OwnerOptions {
  readonly host: HostMeeting;
  readonly clientId: number;
  /** This browser's in the meeting. */
  readonly participant: SigningKey;
  readonly store: DocumentStore;
  readonly fetch: typeof fetch;
  readonly timers: Timers;
  readonly startDecoder: StartDecoder;
  readonly report: (error: unknown) => void;
  /** The server cannot be reached; it is tried again. */
  readonly offline: () => void;
}

/** The documents of a meeting for its organizer outside of a session. Rejects where the server refuses. */
export function openOwner(options: OwnerOptions): {
  readonly log: OwnerLog;
  readonly keys: Promise<OwnerKeys>;
  readonly documents: Promise<Documents>;
} {
  const { host, fetch: fetching, timers } = options;
  const log = new OwnerLog({ meetingId: host.meetingId, fetch: fetching, timers });
  const keys = keysOf(log, options);
  return { log, keys, documents: openWith(log, keys, options) };
}

async function openWith(
  log: OwnerLog,
  opening: Promise<OwnerKeys>,
  options: OwnerOptions,
): Promise<Documents> {
  const { host, clientId, store, timers, startDecoder, report } = options;
  const keys = await opening;
  log.onRecord((recordNumber) => {
    keys.learn(recordNumber).catch((error: unknown) => {
      // The next look tells of it again.
      if (!(error instanceof RefusedError)) report(error);
    });
  });
  const { meetingId } = host;
  const parts = { meetingId, clientId, port: log, keys, store, startDecoder, timers, report };
  const documents = new Documents({ ...parts, talk: undefined });
  // Once: when everything that is looked at has been read.
  const stop = timers.after(LET_GO_MS, () => {
    documents.letGo().catch(report);
  });
  log.onClose(stop);
  return documents;
}

async function keysOf(log: OwnerLog, options: OwnerOptions): Promise<OwnerKeys> {
  const { host, participant, store, timers, offline } = options;
  for (;;) {
    try {
      return await OwnerKeys.open({ host, participant, store, records: () => log.records() });
    } catch (error) {
      if (!(error instanceof RefusedError) || !NO_ANSWER.has(error.code)) throw error;
      offline();
      await new Promise<void>((resolve) => timers.after(AGAIN_MS, resolve));
    }
  }
}
