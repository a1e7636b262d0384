import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
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
    const agenda = new Agenda(shared.doc);
    const there = new Set(agenda.points().map(({ title }) => title.trim()));
    const missing = points.filter((point) => !there.has(point));
    const saved = missing.length === 0 ? undefined : whenSaved(shared, either);
    for (const point of missing) agenda.add(point);
    hub.flush();
    await saved;
    shared.close();
  } finally {
    hub.close();
  }
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
