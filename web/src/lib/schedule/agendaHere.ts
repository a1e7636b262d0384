import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { openMeetingStorage } from '../e2ee/storage/IndexedDbStorage.ts';
import type { AgendaSurroundings } from './writeAgenda.ts';

/** What writing an agenda takes of this browser. */
export const agendaHere: AgendaSurroundings = {
  openHub: (options) =>
    DocumentHub.ofOwner({
      ...options,
      openWorker: openDocumentWorker,
      openDecoder: openDecodeWorker,
    }),
  async self(meetingId) {
    const { publicKey } = await (await openMeetingStorage()).participantKey(meetingId);
    return participantIdOf(publicKey);
  },
  report: (error) => reportError(error),
};
