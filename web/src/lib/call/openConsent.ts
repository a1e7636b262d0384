import { readNotice } from '@conclave/shared/consent/ConsentNotice';
import type { MeetingId } from '@conclave/shared/ids';
import { ConsentApi } from '../consent/ConsentApi.ts';
import { ConsentDesk } from '../consent/ConsentDesk.svelte.ts';
import { currentLanguage, loadTexts } from '../i18n/texts.svelte.ts';
import { askInstance } from '../ui/instance.ts';
import type { RoomServices } from './openRoom.ts';

/** The consent desk of a meeting that asks. Throws a ValiError for a text that this page cannot read. */
export async function openConsent(
  { consent: keys }: RoomServices,
  { meetingId, notice, now }: { meetingId: MeetingId; notice: string; now: () => number },
): Promise<ConsentDesk> {
  const read = readNotice(notice);
  if (read === undefined) throw new RangeError('nothing is asked');
  const [instance] = await Promise.all([askInstance(), loadTexts('consent')]);
  return ConsentDesk.open({
    meetingId,
    now,
    keys,
    api: new ConsentApi({ fetch: fetch.bind(globalThis), meetingId }),
    notice: read,
    language: currentLanguage(),
    softwareVersion: instance.state === 'known' ? instance.instance.softwareVersion : '',
  });
}
