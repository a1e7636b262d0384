import { askedKinds, type ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import type { MeetingId } from '@conclave/shared/ids';
import { HttpLog } from './worker/HttpLog.ts';

/** [G-18] How far the documents of a meeting have come, for its owner who is signed in. Throws a RefusedError. */
export async function documentEnds(
  meetingId: MeetingId,
): Promise<NonNullable<ConsentNotice['asksFrom']>> {
  const log = new HttpLog({ meetingId, fetch: fetch.bind(globalThis) });
  const { documents } = await log.list();
  const ends: NonNullable<ConsentNotice['asksFrom']> = {};
  for (const { place, generation, position } of documents) {
    const kind = askedKinds.find((one) => one === place.kind);
    if (kind !== undefined) ends[kind] = { generation, position };
  }
  return ends;
}
