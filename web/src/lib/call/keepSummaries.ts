import type { DocumentHub } from '../documents/page/DocumentHub.ts';
import type { SummaryLevel } from '../e2ee/objects/summaryLevel.ts';
import { systemTimers } from '../e2ee/session/Timers.ts';
import { SummaryApi } from '../summary/SummaryApi.ts';
import { SummaryDesk } from '../summary/SummaryDesk.svelte.ts';
import { SummaryKeeper } from '../summary/SummaryKeeper.ts';
import type { FileProofs } from './FileProofs.ts';
import type { SessionWorkspace } from './SessionWorkspace.ts';
import type { Workspace } from './Workspace.svelte.ts';

interface SummaryParts {
  readonly workspace: Workspace;
  readonly hub: DocumentHub;
  readonly proofs: FileProofs;
}

/** summary.md: one's own summary, and the keys of everybody's for who leads. Returns the way to stop. */
export function keepSummaries(
  { meetingId, room, self, access, card }: SessionWorkspace,
  { workspace, hub, proofs }: SummaryParts,
): () => void {
  const headers = (): Readonly<Record<string, string>> => proofs.headers;
  const api = new SummaryApi({ meetingId, headers, fetch: fetch.bind(globalThis) });
  const roster = (): ReturnType<Workspace['shared']> => workspace.shared('roster');
  const settled = (): Promise<void> => proofs.settled();
  const sealKeys = access.sealSummaryKeys;
  const level = (): SummaryLevel => card()?.summary ?? 'none';
  const keeper = new SummaryKeeper({
    ...{ api, roster, sealKeys, settled, level },
    after: (ms, run) => systemTimers.after(ms, run),
  });
  workspace.summary = new SummaryDesk({
    ...{ api, meetingId, self, roster, sealKeys, settled },
    origin: location.origin,
    level,
    code: () => hub.summaryCode(),
    sealSelf: (target) => {
      const { topic = '', organizer = '' } = card() ?? {};
      return hub.sealSummary({ ...target, topic, organizer });
    },
    onWanted: () => keeper.tendAgain(),
  });
  const stops = [
    room.onView((view) => keeper.see(view)),
    room.onEvent((event) => keeper.hear(event)),
  ];
  return () => {
    for (const stop of stops) stop();
    keeper.close();
  };
}
