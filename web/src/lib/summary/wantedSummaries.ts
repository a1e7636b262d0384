import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { SessionId, type ParticipantId } from '@conclave/shared/ids';
import { SummaryId } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import type * as Y from 'yjs';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import type { SummaryRoom, SummaryTarget } from '../e2ee/session/SummaryAgent.ts';

type Roster = Pick<SharedDocument, 'doc' | 'authorOf'>;

const LIST = 'summaries';

/** An empty key takes the one before back. */
const Wanted = v.object({
  id: SummaryId,
  key: v.pipe(v.string(), v.regex(/^(?:[\w-]{43})?$/u)),
  session: SessionId,
});

/**
 * [S-4] Who wants a summary, and the key to seal to: whose it is says the client id that wrote it, and of
 * each participant the last one counts. The server cannot write here.
 */
export function wantedSummaries(roster: Roster): ReadonlyMap<ParticipantId, SummaryTarget> {
  const wanted = new Map<ParticipantId, SummaryTarget>();
  const list = roster.doc.getArray(LIST);
  for (let item: Y.Item | null = list._start; item !== null; item = item.right) {
    const by = roster.authorOf(item.id.client);
    if (by === undefined || item.deleted) continue;
    for (const held of item.content.getContent()) {
      const entry = v.safeParse(Wanted, held);
      if (!entry.success) continue;
      const { id, key, session } = entry.output;
      const publicKey = key === '' ? undefined : bytesOf(key);
      if (publicKey !== undefined) {
        wanted.set(by, { summaryId: id, publicKey, participantId: by, sessionId: session });
      } else if (key === '') wanted.delete(by);
    }
  }
  return wanted;
}

/** [S-5, S-13] Those who get the keys of this session: wanted in it, by nobody whom somebody removed. */
export function wantedIn(
  roster: Roster,
  { sessionId, kicked }: SummaryRoom,
): ReadonlyMap<ParticipantId, SummaryTarget> {
  const all = [...wantedSummaries(roster)];
  return new Map(all.filter(([by, one]) => one.sessionId === sessionId && !kicked.includes(by)));
}

/** Undefined for letters that nothing was written as: one member's nonsense must not stop the others' keys. */
function bytesOf(key: string): Bytes | undefined {
  try {
    return fromBase64Url(key);
  } catch {
    return undefined;
  }
}

/** Says that this participant wants one, or with no key that it wants none any more. */
export function writeWanted(
  roster: Roster,
  { summaryId, sessionId }: Pick<SummaryTarget, 'summaryId' | 'sessionId'>,
  publicKey: Bytes | undefined,
): void {
  const key = publicKey === undefined ? '' : toBase64Url(publicKey);
  roster.doc.getArray(LIST).push([{ id: summaryId, key, session: sessionId }]);
}
