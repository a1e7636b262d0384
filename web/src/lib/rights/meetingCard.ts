import { fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { openCard, type SignedCard } from '../e2ee/objects/lobbyCard.ts';
import { linkKeys, type LinkKeys } from '../e2ee/objects/linkKeys.ts';
import type { MeetingStorage } from '../e2ee/storage/MeetingStorage.ts';
import type { Memory } from '../e2ee/storage/Memory.ts';
import type { LinkCode } from '../e2ee/objects/link.ts';
import { GuestApi } from './GuestApi.ts';

/** A meeting as the holder of its link sees it from outside. */
export interface KnownMeeting {
  readonly card: SignedCard;
  readonly api: GuestApi;
  readonly joinProof: Bytes;
  /** What this browser keeps of it. */
  readonly memory: Memory | undefined;
}

/**
 * Opens the card by the link's code, or by what this browser kept when it came by the link. Undefined without either,
 * and for a card that is not of this meeting; throws a RefusedError `linkUnknown` where the server knows no such link.
 */
export async function openKnownMeeting(
  meetingId: MeetingId,
  code: LinkCode | undefined,
  storage: MeetingStorage,
): Promise<KnownMeeting | undefined> {
  const memory = await storage.load(meetingId);
  const keys: LinkKeys | undefined = code ? await linkKeys(meetingId, code) : memory?.link;
  if (keys === undefined) return undefined;
  const { joinProof } = keys;
  const api = new GuestApi(joinProof);
  const { kind, version, sealedCard } = await api.card(meetingId);
  const place = { kind, linkVersion: version, lobbyKey: keys.lobbyKey };
  const card = await openCard(meetingId, place, fromBase64Url(sealedCard));
  return card && { card, api, joinProof, memory };
}
