import { fromBase64Url } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import { StatisticList } from '@conclave/shared/wire/statisticsApi';
import { importBoxSeed } from '../e2ee/crypto/hpke.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { HttpApi } from '../vault/HttpApi.ts';
import { openParticipant } from './sealedParticipant.ts';

export interface OpenedStatistic {
  readonly of: StatisticList['statistics'][number];
  readonly participantId: ParticipantId | undefined;
}

/** [R43, R90] The lines of a meeting, with whose they are, opened in its organizer's browser. */
export async function readStatistics(host: HostMeeting): Promise<OpenedStatistic[]> {
  const { meetingId } = host;
  const http = new HttpApi({ fetch: (...ask) => fetch(...ask), onSignedOut: () => undefined });
  const path = `/api/meetings/${meetingId}/statistics` as const;
  const { statistics } = await http.ask({ method: 'GET', path }, StatisticList);
  const box = await importBoxSeed(fromBase64Url(host.hostBoxSeed), fromBase64Url(host.hostBoxKey));
  return Promise.all(
    statistics.map(async (of) => {
      const participantId = await openParticipant(box, meetingId, of.sealedParticipant);
      return { of, participantId };
    }),
  );
}
