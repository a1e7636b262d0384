import type { MeetingId } from '@conclave/shared/ids';
import { createMeeting } from '../e2ee/host/createMeeting.ts';
import type { Door } from '../e2ee/session/RoomView.ts';
import type { OpenAccount } from '../vault/signIn.ts';
import { MeetingApi } from './MeetingApi.ts';

export interface NewMeetingWish {
  topic: string;
  door: Door;
  /** What consent is asked for, as on the lobby card; empty for none. */
  notice: string;
}

export interface StartMeetingOptions {
  /** Where the meeting's keys are kept, and who invites. */
  open: OpenAccount;
  api?: MeetingApi;
  now: number;
}

/**
 * Makes a meeting and returns its id; the page then goes to `/m/<id>`, as its host. The keys are in
 * the vault before anything else knows of the meeting, so that no link can outlive them [M-2].
 */
export async function startMeeting(
  { topic, door, notice }: NewMeetingWish,
  { open: { account, vault }, api = MeetingApi.here(), now }: StartMeetingOptions,
): Promise<MeetingId> {
  const { hostMeeting, createRequest } = await createMeeting({
    topic,
    door,
    organizer: `${account.firstName} ${account.lastName}`,
    company: account.company?.companyName ?? account.company?.accountName ?? '',
    notice,
    mailedTopic: false,
    createdAt: now,
  });
  const { meetingId } = hostMeeting;
  await vault.put('meeting', meetingId, hostMeeting);
  await api.create(createRequest);
  return meetingId;
}
