import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { ConsentGate } from '../consent/ConsentGate.ts';
import { showHost } from '../documents/page/roster.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { Agenda } from '../minutes/agenda/Agenda.ts';
import { whenOpen } from '../past/whenOpen.ts';

/** Longer than opening and saving take on a slow line; then the plan still has the agenda. */
const GIVE_UP_MS = 8_000;

/** The documents of a meeting, as its organizer has them outside of a session. */
interface Hub {
  open(place: DocumentPlace): SharedDocument;
  flush(): void;
  hostProof(): Promise<Bytes>;
  close(): void;
}

/** What it takes of the browser. */
export interface AgendaSurroundings {
  readonly openHub: (options: {
    readonly host: HostMeeting;
    readonly gate: ConsentGate;
    readonly onFailed: () => void;
  }) => Hub;
  /** Who this browser is in a meeting. */
  readonly self: (meetingId: MeetingId) => Promise<ParticipantId>;
  readonly report: (error: unknown) => void;
}

/**
 * Puts points into a meeting's agenda. A point that stands there under the same words is not added again; nothing is
 * taken out: others may have written in it. [G-18] What is held back from everybody does not stand there.
 */
export async function writeAgenda(
  host: HostMeeting,
  points: readonly string[],
  { openHub, self: selfIn, report }: AgendaSurroundings,
): Promise<void> {
  const signal = AbortSignal.timeout(GIVE_UP_MS);
  const failed = new AbortController();
  const { meetingId, text } = host;
  const self = await selfIn(meetingId);
  const gate = new ConsentGate({ meetingId, self, report });
  gate.see(text.notice);
  const hub = openHub({ host, gate, onFailed: () => failed.abort() });
  try {
    const either = AbortSignal.any([signal, failed.signal]);
    const shared = hub.open({ kind: 'agenda', owner: null });
    const roster = text.notice === '' ? undefined : hub.open({ kind: 'roster', owner: null });
    if (roster !== undefined) gate.follow(roster);
    await whenOpen(shared, either);
    const stopShowing = roster && (await showHere(roster, self, { hub, signal: either }));
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
    gate.close();
    hub.close();
  }
}

/** Nobody asks who plans a meeting: they are shown to be the host. Resolves with the way to wait until it is stored. */
async function showHere(
  roster: SharedDocument,
  self: ParticipantId,
  { hub, signal }: { readonly hub: Hub; readonly signal: AbortSignal },
): Promise<() => Promise<void>> {
  await whenOpen(roster, signal);
  const proof = await hub.hostProof();
  const saved = whenSaved(roster, signal);
  const isNew = showHost(roster, self, proof);
  // Nobody waits for what was not written.
  if (!isNew) saved.catch(() => undefined);
  return async () => {
    if (isNew) await saved;
    roster.close();
  };
}

function whenSaved(shared: SharedDocument, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = false;
    shared.onChange(() => {
      begun ||= shared.saveState.kind === 'saving';
      if (begun && shared.saveState.kind === 'saved') resolve();
    });
    signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
  });
}
