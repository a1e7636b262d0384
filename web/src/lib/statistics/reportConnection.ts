import { MeetingId } from '@conclave/shared/ids';
import { JOIN_PROOF_HEADER } from '@conclave/shared/wire/filesApi';
import { toBase64Url } from '@conclave/shared/bytes';
import * as v from 'valibot';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { participantIdOf } from '../e2ee/objects/idBytes.ts';
import { openMeetingStorage } from '../e2ee/storage/IndexedDbStorage.ts';
import { openKnownMeeting, type KnownMeeting } from '../rights/meetingCard.ts';
import { measure, type Line } from './measure.ts';
import { sealParticipant } from './sealedParticipant.ts';
import { StatisticsReporter } from './StatisticsReporter.ts';

/** [R104] Whoever told their browser that they object, and browsers that keep nothing, report nothing. */
const objects = (): boolean =>
  'globalPrivacyControl' in navigator && navigator.globalPrivacyControl === true;

/** Reports how the connection is while somebody is in the room; returns the way to stop. */
export function reportConnection(id: string, line: () => Omit<Line, 'userAgent'>): () => void {
  const meetingId = v.safeParse(MeetingId, id);
  if (!meetingId.success || objects()) return () => undefined;
  let known: KnownMeeting | undefined;
  const reporter = new StatisticsReporter({
    id: randomBytes(16),
    measure: () => measure({ ...line(), userAgent: navigator.userAgent }),
    sealed: async () => {
      const storage = await openMeetingStorage();
      if (!storage.durable) return undefined;
      known = await openKnownMeeting(meetingId.output, undefined, storage);
      if (known === undefined) return undefined;
      const { publicKey } = await storage.participantKey(meetingId.output);
      return sealParticipant(await participantIdOf(publicKey), known.card);
    },
    send: async (statistic) => {
      if (known === undefined) return;
      await fetch(`/api/meetings/${meetingId.output}/statistics`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          [JOIN_PROOF_HEADER]: toBase64Url(known.joinProof),
        },
        body: JSON.stringify(statistic),
      });
    },
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  return () => reporter.close();
}
