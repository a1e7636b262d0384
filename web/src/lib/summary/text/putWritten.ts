import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SummaryApi } from '../SummaryApi.ts';
import type { Written } from './readWritten.ts';
import { sealText } from './sealText.ts';

/**
 * How often it is read anew because somebody answered meanwhile. Higher goes on against people who answer all the
 * time; with fewer the organizer has to try again by hand after two who did.
 */
const MOST_READINGS = 3;

interface Putting {
  readonly meetingId: MeetingId;
  readonly api: Pick<SummaryApi, 'key' | 'putText'>;
  readonly read: () => Promise<Written>;
}

/** [S-19] Puts what was written into the mails, by the answers as they are then. Returns what stands in them. */
export async function putWritten(
  sessionId: SessionId,
  { meetingId, api, read }: Putting,
): Promise<MeetingText> {
  for (let readings = 1; ; readings += 1) {
    const { text, answersUntil } = await read();
    const sealed = await sealText(text, { meetingId, sessionId }, await api.key());
    try {
      await api.putText({ ...sealed, answersUntil });
      return text;
    } catch (error) {
      const isOlder = error instanceof RefusedError && error.code === 'versionConflict';
      if (!isOlder || readings === MOST_READINGS) throw error;
    }
  }
}
