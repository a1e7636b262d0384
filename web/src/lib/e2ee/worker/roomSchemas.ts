import { errorCodes, isErrorCode, type ErrorCode } from '@conclave/shared/errorCodes';
import { MeetingId, ParticipantId, PeerId, RequestId } from '@conclave/shared/ids';
import { LeafIndex } from '@conclave/shared/wire/keys';
import * as v from 'valibot';
import { TONES } from '../session/tone.ts';
import { summaryLevels } from '../objects/summaryLevel.ts';
import { DELIVERIES } from '../storage/DirectStore.ts';
import type { RoomEvent, RoomView } from '../session/RoomView.ts';

// What the key worker says of the room. The types are in RoomView; here they are checked.

const Code = v.custom<ErrorCode>((code) => typeof code === 'string' && isErrorCode(code));
export const DoorName = v.picklist(['open', 'greeted', 'guarded']);
const RoleName = v.picklist(['host', 'deputy', 'guest']);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const Microphone = v.picklist(['on', 'muted', 'none']);
export const MutedSource = v.picklist(['microphone', 'camera']);

const card = v.strictObject({
  version: count,
  topic: v.string(),
  organizer: v.string(),
  company: v.string(),
  door: DoorName,
  notice: v.string(),
  summary: v.picklist(summaryLevels),
  time: v.exactOptional(v.strictObject({ startsAt: v.number(), endsAt: v.number() })),
});

const Phase = v.variant('kind', [
  v.strictObject({ kind: v.literal('entering') }),
  v.strictObject({
    kind: v.literal('atDoor'),
    card,
    waitsForHost: v.boolean(),
    mayStart: v.boolean(),
  }),
  v.strictObject({
    kind: v.literal('knocking'),
    card,
    waitingFor: v.picklist(['host', 'nextTime', 'answer', 'person', 'unlock', 'place']),
  }),
  v.strictObject({ kind: v.literal('turnedAway'), card }),
  v.strictObject({
    kind: v.literal('joining'),
    card,
    step: v.picklist(['turn', 'keys', 'confirmation']),
  }),
  v.strictObject({ kind: v.literal('inside') }),
  v.strictObject({ kind: v.literal('returning') }),
  v.strictObject({ kind: v.literal('otherTab') }),
  v.strictObject({
    kind: v.literal('over'),
    reason: v.picklist(['left', 'removed', 'ended', 'expired', 'replaced']),
  }),
  v.strictObject({
    kind: v.literal('refused'),
    code: v.union([Code, v.picklist(['damagedLink', 'wrongKey', 'forgedCard', 'forked'])]),
  }),
]);

const Member = v.strictObject({
  participantId: ParticipantId,
  name: v.string(),
  role: RoleName,
  peerId: v.nullable(PeerId),
  leaf: LeafIndex,
  tone: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(TONES)),
  self: v.boolean(),
  admittedBy: v.nullable(ParticipantId),
  unverifiedLink: v.boolean(),
  compared: v.boolean(),
  microphone: Microphone,
  camera: v.boolean(),
  screen: v.boolean(),
  speaking: v.boolean(),
  handRaisedAt: v.nullable(v.number()),
  agreedTo: v.pipe(v.string(), v.regex(/^(?:[\w-]{43})?$/u)),
});

export const View: v.GenericSchema<unknown, RoomView> = v.strictObject({
  meetingId: MeetingId,
  phase: Phase,
  card: v.nullable(card),
  self: v.nullable(
    v.strictObject({ participantId: ParticipantId, role: RoleName, leaf: LeafIndex }),
  ),
  door: DoorName,
  locked: v.boolean(),
  epoch: count,
  members: v.array(Member),
  knocks: v.array(
    v.strictObject({
      knockId: RequestId,
      name: v.string(),
      via: v.picklist(['copied', 'mailed', 'exposed']),
      heldBy: v.nullable(v.picklist(['lock', 'fullRoom'])),
      mayAnswer: v.boolean(),
    }),
  ),
  comparing: v.nullable(
    v.strictObject({ epoch: count, digits: v.string(), startedBy: ParticipantId }),
  ),
  digits: v.string(),
  storage: v.picklist(['kept', 'memory']),
});

const people = v.array(ParticipantId);

const Direct = v.strictObject({
  messageId: RequestId,
  participantId: ParticipantId,
  own: v.boolean(),
  text: v.string(),
  at: v.number(),
  state: v.picklist(DELIVERIES),
});

export const Happening: v.GenericSchema<unknown, RoomEvent> = v.variant('kind', [
  v.strictObject({ kind: v.literal('joined'), participantId: ParticipantId }),
  v.strictObject({ kind: v.literal('left'), participantId: ParticipantId }),
  v.strictObject({ kind: v.literal('kicked'), participantIds: people, by: ParticipantId }),
  v.strictObject({ kind: v.literal('tidied'), participantIds: people, by: ParticipantId }),
  v.strictObject({
    kind: v.literal('reaction'),
    participantId: ParticipantId,
    reaction: v.string(),
  }),
  v.strictObject({ kind: v.literal('askedToMute'), by: ParticipantId, source: MutedSource }),
  v.strictObject({ kind: v.literal('doorChanged'), door: DoorName, by: ParticipantId }),
  v.strictObject({ kind: v.literal('lockChanged'), locked: v.boolean(), by: ParticipantId }),
  v.strictObject({
    kind: v.literal('roleChanged'),
    participantId: ParticipantId,
    role: RoleName,
    by: ParticipantId,
  }),
  v.strictObject({ kind: v.literal('exposedLink') }),
  v.strictObject({ kind: v.literal('directs'), messages: v.array(Direct) }),
  v.strictObject({ kind: v.literal('direct'), message: Direct }),
  v.strictObject({
    kind: v.literal('warning'),
    warning: v.picklist(['commitRefused', 'forkSuspected', 'badMessage']),
  }),
]);

/** A refusal as it crosses between the threads. */
export const RefusalCode = v.pipe(
  v.string(),
  v.check((code) => Object.hasOwn(errorCodes, code)),
  v.transform((code): ErrorCode => (isErrorCode(code) ? code : 'unavailable')),
);
