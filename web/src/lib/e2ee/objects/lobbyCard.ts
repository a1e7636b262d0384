import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { concat, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import {
  MAX_LOBBY_CARD_BYTES,
  MAX_NAME_BYTES,
  MAX_NOTICE_BYTES,
  MAX_TOPIC_BYTES,
} from '@conclave/shared/limits';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import type { Door } from '../session/RoomView.ts';
import { open, seal, type Purpose } from '../crypto/seal.ts';
import { SIGNATURE_BYTES, sign, verify, type SigningKey } from '../crypto/sign.ts';
import { readDoor, writeDoor } from './door.ts';
import { readSummaryLevel, writeSummaryLevel, type SummaryLevel } from './summaryLevel.ts';
import { idBytes, meetingIdOf, meetingIdOfHost } from './idBytes.ts';
import { readVersion, versioned } from './version.ts';
import { ByteWriter } from '@conclave/shared/ByteWriter';

/** When a meeting is planned, in ms since 1970. */
interface CardTime {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** [C-1] What a meeting says about itself to whoever holds a link. */
export interface SignedCard {
  readonly version: number;
  readonly meetingId: MeetingId;
  readonly hostKey: Bytes;
  readonly hostBoxKey: Bytes;
  readonly door: Door;
  readonly topic: string;
  readonly organizer: string;
  readonly company: string;
  /** Beside the devices, where consent will stand. */
  readonly notice: string;
  /** ms since 1970. */
  readonly createdAt: number;
  /** [C-2] Of a scheduled meeting. */
  readonly time?: CardTime;
  /** [S-11] What participants may get afterwards. */
  readonly summary: SummaryLevel;
}

/** The link under whose key a card lies. */
export interface CardPlace {
  readonly kind: LinkKind;
  readonly linkVersion: number;
  readonly lobbyKey: Bytes;
}

/** Start and end. */
const TIME_BYTES = 16;

export async function sealCard(
  card: SignedCard,
  hostKey: SigningKey,
  place: CardPlace,
): Promise<Bytes> {
  const body = encodeBody(card);
  const signed = concat(body, await sign(hostKey, 'lobby-card', body));
  if (signed.length > MAX_LOBBY_CARD_BYTES - 64) throw new RangeError('the card is too long');
  return seal(place.lobbyKey, purposeOf(card.meetingId, place), signed);
}

/** The card of a meeting, or undefined: not under this link, not of this meeting, or not by its host. */
export async function openCard(
  meetingId: MeetingId,
  place: CardPlace,
  sealedCard: Bytes,
): Promise<SignedCard | undefined> {
  const signed = await open(place.lobbyKey, purposeOf(meetingId, place), sealedCard);
  if (signed === undefined || signed.length < SIGNATURE_BYTES) return undefined;
  const body = signed.slice(0, -SIGNATURE_BYTES);
  const card = decodeBody(body);
  if (card?.meetingId !== meetingId) return undefined;
  if ((await meetingIdOfHost(card.hostKey)) !== meetingId) return undefined;
  const signature = signed.slice(-SIGNATURE_BYTES);
  const genuine = await verify(card.hostKey, { label: 'lobby-card', message: body, signature });
  return genuine ? card : undefined;
}

function encodeBody(card: SignedCard): Bytes {
  const writer = versioned()
    .uint32(card.version)
    .fixed(idBytes(card.meetingId), 16)
    .fixed(card.hostKey, 32)
    .fixed(card.hostBoxKey, 32);
  writeDoor(writer, card.door)
    .text(card.topic)
    .text(card.organizer)
    .text(card.company)
    .text(card.notice)
    .uint64(BigInt(card.createdAt));
  if (card.time !== undefined) {
    writer.uint64(BigInt(card.time.startsAt)).uint64(BigInt(card.time.endsAt));
  }
  return writeSummaryLevel(writer, card.summary).end();
}

function decodeBody(body: Bytes): SignedCard | undefined {
  const reader = new ByteReader(body);
  try {
    readVersion(reader);
    const card = {
      version: reader.uint32(),
      meetingId: meetingIdOf(reader.fixed(16)),
      hostKey: reader.fixed(32),
      hostBoxKey: reader.fixed(32),
      door: readDoor(reader),
      topic: reader.text(MAX_TOPIC_BYTES),
      organizer: reader.text(MAX_NAME_BYTES * 2),
      company: reader.text(MAX_NAME_BYTES * 2),
      notice: reader.text(MAX_NOTICE_BYTES),
      createdAt: Number(reader.uint64()),
      ...(reader.left >= TIME_BYTES && { time: readTime(reader) }),
      summary: readSummaryLevel(reader),
    };
    reader.end();
    return card;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function readTime(reader: ByteReader): CardTime {
  return { startsAt: Number(reader.uint64()), endsAt: Number(reader.uint64()) };
}

function purposeOf(meetingId: MeetingId, { kind, linkVersion }: CardPlace): Purpose {
  const context = new ByteWriter()
    .fixed(idBytes(meetingId), 16)
    .text(kind)
    .uint32(linkVersion)
    .end();
  return { label: 'lobby-card', context };
}
