import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import { PastMeeting } from '../../past/PastMeeting.svelte.ts';
import { HttpApi } from '../../vault/HttpApi.ts';
import { SummaryApi } from '../SummaryApi.ts';
import { readWritten, type Written } from './readWritten.ts';
import { TextDesk } from './TextDesk.svelte.ts';

interface TextPlace {
  readonly host: HostMeeting;
  /** Where its page shows it already; else it is opened for the reading, and closed. */
  readonly past: PastMeeting | undefined;
  readonly ownName: string;
  readonly now: () => number;
  /** Ends with the page. */
  readonly signal: AbortSignal;
}

/** [S-16] The organizer's way to put the text of a meeting into the mails, with the keys of its vault. */
export function openTextDesk(place: TextPlace): TextDesk {
  const { host, past } = place;
  const { meetingId } = host;
  const fetching = fetch.bind(globalThis);
  return new TextDesk({
    meetingId,
    api: new SummaryApi({ meetingId, headers: () => ({}), fetch: fetching }),
    read: () => (past === undefined ? readOpening(place) : readFrom(past, place)),
  });
}

async function readOpening(place: TextPlace): Promise<Written> {
  const { host, ownName, now, signal } = place;
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const onFailed = (): void => failed.abort();
  // As if it were live: its inbox is looked after by the page of the past meeting.
  const past = await PastMeeting.open({ host, ownName, now, signal: either, onFailed, live: true });
  try {
    return await readFrom(past, { ...place, signal: either });
  } finally {
    past.close();
  }
}

function readFrom(past: PastMeeting, { host, signal }: TextPlace): Promise<Written> {
  const consents = async () => {
    const { ConsentBook } = await import('../../consent/organizer/ConsentBook.ts');
    const http = new HttpApi({ fetch: fetch.bind(globalThis), onSignedOut: () => undefined });
    return ConsentBook.read(host, http);
  };
  return readWritten(past, { host, consents, signal });
}
