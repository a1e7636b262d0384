import { equalBytes, fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { RecordList } from '@conclave/shared/wire/meetingApi';
import { OpenedSummary, SUMMARY_SCHEME } from '@conclave/shared/wire/summaryApi';
import type { SummaryRead } from '../documents/worker/messages.ts';
import type { BoxPair } from '../e2ee/crypto/hpke.ts';
import { archiveKeysBefore, type KnownRecord } from '../e2ee/objects/archiveKeys.ts';
import { meetingIdOfHost, participantIdOf } from '../e2ee/objects/idBytes.ts';
import { decodeRecord, isRecordGenuine } from '../e2ee/objects/keyRecord.ts';
import { inboxPair } from '../e2ee/objects/keySecret.ts';
import {
  openSummaryKey,
  openSummarySelf,
  provenSelf,
  summaryAccess,
  summaryPair,
  type SummarySelf,
} from '../e2ee/objects/summaryKeys.ts';
import { HttpApi, UnreachableError } from '../vault/HttpApi.ts';
import type { SummaryLink } from './summaryLink.ts';

/** A summary that is open: what its documents are read with. */
export interface ReadableSummary {
  readonly kind: 'open';
  readonly read: SummaryRead;
  /** Whose summary it is. */
  readonly self: ParticipantId;
  readonly topic: string;
  readonly organizer: string;
  readonly endedAt: number;
}

export type SummaryOutcome =
  | ReadableSummary
  | { readonly kind: 'revoked' | 'gone' | 'tooEarly' | 'unreachable' | 'wrongCode' | 'tampered' };

type Served = Extract<OpenedSummary, { state: 'open' }>;

/** [S-8] What a link opens, or why it does not. Nothing is kept. */
export async function openSummary(
  link: SummaryLink,
  code: Bytes | undefined,
  fetching: typeof fetch,
): Promise<SummaryOutcome> {
  const { access } = await summaryAccess(link.secret);
  const authorization = `${SUMMARY_SCHEME} ${link.summaryId}.${toBase64Url(access)}`;
  const http = showing(authorization, fetching);
  try {
    const path = `/api/summaries/${link.summaryId}/open` as const;
    const served = await http.ask({ method: 'POST', path }, OpenedSummary);
    if (served.state === 'revoked') return { kind: 'revoked' };
    return await opened(link, { served, code, http, authorization });
  } catch (error) {
    return { kind: whyNot(error) };
  }
}

interface Opening {
  readonly served: Served;
  readonly code: Bytes | undefined;
  readonly http: HttpApi;
  readonly authorization: string;
}

async function opened(
  { summaryId, secret, asksCode }: SummaryLink,
  { served, code, http, authorization }: Opening,
): Promise<SummaryOutcome> {
  const { meetingId, endedAt } = served;
  const place = { meetingId, summaryId };
  // [S-14] What is not of this link is looked at no further: it may come from whoever wants us to believe it.
  const sealedSelf = await provenSelf(secret, place, fromBase64Url(served.sealedSelf));
  if (sealedSelf === undefined) return { kind: 'tampered' };
  const pair = await summaryPair(secret, code);
  const self = await openSummarySelf(pair, place, sealedSelf);
  if (self === undefined) return { kind: asksCode ? 'wrongCode' : 'tampered' };
  const { hostKey, participantKey, notesKey, topic, organizer } = self;
  if ((await meetingIdOfHost(hostKey)) !== meetingId) return { kind: 'tampered' };
  const path = `/api/meetings/${meetingId}/documents/records` as const;
  const { records } = await http.ask({ method: 'GET', path }, RecordList);
  const archiveKeys = await keysIn(
    { pair, self, meetingId, summaryId, served },
    records.map(({ record }) => fromBase64Url(record)),
  );
  if (archiveKeys.length === 0) return { kind: 'tampered' };
  return {
    kind: 'open',
    read: { meetingId, authorization, hostKey, participantKey, notesKey, archiveKeys },
    self: await participantIdOf(participantKey),
    ...{ topic, organizer, endedAt },
  };
}

interface KeyPlace extends Pick<SummaryLink, 'summaryId'> {
  readonly pair: BoxPair;
  readonly self: SummarySelf;
  readonly meetingId: MeetingId;
  readonly served: Served;
}

/** [S-5, S-14] The newest box that fits a record of this host which leads back to the one of the link, and all keys before it. */
async function keysIn(
  { pair, self, meetingId, summaryId, served }: KeyPlace,
  records: readonly Bytes[],
): Promise<SummaryRead['archiveKeys']> {
  for (const { recordNumber, sealedKey } of served.boxes.toReversed()) {
    const place = { meetingId, summaryId, recordNumber };
    const archiveKey = await openSummaryKey(pair, place, fromBase64Url(sealedKey));
    if (archiveKey === undefined) continue;
    const { publicKey } = await inboxPair(archiveKey);
    for (const record of await Promise.all(records.map(decodeRecord))) {
      if (record?.number !== recordNumber || !equalBytes(record.inboxKey, publicKey)) continue;
      if (!(await isRecordGenuine({ meetingId, hostKey: self.hostKey }, record))) continue;
      const known = { recordNumber, recordHash: record.hash, archiveKey };
      const all = [known, ...(await archiveKeysBefore(known, records))];
      if (!all.some((one) => isRecordOf(self, one))) continue;
      return all.map((one) => ({ recordNumber: one.recordNumber, archiveKey: one.archiveKey }));
    }
  }
  return [];
}

function isRecordOf(self: SummarySelf, { recordNumber, recordHash }: KnownRecord): boolean {
  return recordNumber === self.recordNumber && equalBytes(recordHash, self.recordHash);
}

function showing(authorization: string, fetching: typeof fetch): HttpApi {
  return new HttpApi({
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', authorization);
      return fetching(input, { ...init, headers });
    },
    onSignedOut: () => undefined,
  });
}

function whyNot(error: unknown): 'gone' | 'tooEarly' | 'unreachable' {
  if (error instanceof UnreachableError) return 'unreachable';
  if (!(error instanceof RefusedError)) throw error;
  if (error.code === 'notFound') return 'gone';
  return error.code === 'notNow' ? 'tooEarly' : 'unreachable';
}
