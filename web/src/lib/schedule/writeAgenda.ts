import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import { showHost } from '../documents/page/roster.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { openMeetingStorage } from '../e2ee/storage/IndexedDbStorage.ts';
import { Agenda } from '../minutes/agenda/Agenda.ts';
import { whenOpen } from '../past/whenOpen.ts';

/** Longer than opening and saving take on a slow line; then the plan still has the agenda. */
const GIVE_UP_MS = 8_000;

/**
 * Puts points into a meeting's agenda, before anybody was in its room. A point that stands there under
 * the same words is not added again; nothing is taken out: others may have written in it.
 */
export async function writeAgenda(host: HostMeeting, points: readonly string[]): Promise<void> {
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  const failed = new AbortController();
  const hub = DocumentHub.ofOwner({
    host,
    openWorker: openDocumentWorker,
    openDecoder: openDecodeWorker,
    onFailed: () => failed.abort(),
  });
  try {
    const shared = hub.open({ kind: 'agenda', owner: null });
    const either = AbortSignal.any([signal, failed.signal]);
    await whenOpen(shared, either);
    // [G-18] Before anybody can have agreed to anything: who plans the meeting is shown to be the host.
    const stopShowing = host.text.notice === '' ? undefined : await showHere(hub, host, either);
    const agenda = new Agenda(shared.doc);
    const there = new Set(agenda.points().map(({ title }) => title.trim()));
    const missing = points.filter((point) => !there.has(point));
    const saved = missing.length === 0 ? undefined : whenSaved(shared, either);
    for (const point of missing) agenda.add(point);
    hub.flush();
    await saved;
    await stopShowing?.();
    shared.close();
  } finally {
    hub.close();
  }
}

/** Resolves with the way to wait until it is stored. */
async function showHere(
  hub: DocumentHub,
  { meetingId }: HostMeeting,
  signal: AbortSignal,
): Promise<(() => Promise<void>) | undefined> {
  const roster = hub.open({ kind: 'roster', owner: null });
  await whenOpen(roster, signal);
  const { publicKey } = await (await openMeetingStorage()).participantKey(meetingId);
  const proof = await hub.hostProof();
  const saved = whenSaved(roster, signal);
  if (!showHost(roster, await participantIdOf(publicKey), proof)) {
    // Nobody waits for what was not written.
    saved.catch(() => undefined);
    return undefined;
  }
  return async () => {
    await saved;
    roster.close();
  };
}

function whenSaved(shared: ReturnType<DocumentHub['open']>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = false;
    shared.onChange(() => {
      begun ||= shared.saveState.kind === 'saving';
      if (begun && shared.saveState.kind === 'saved') resolve();
    });
    signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
  });
}
