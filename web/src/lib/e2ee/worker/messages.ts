import { FileId, MeetingId, ParticipantId, RequestId } from '@conclave/shared/ids';
import {
  MAX_DIRECT_TEXT_BYTES,
  MAX_MEMBERS,
  MAX_NAME_BYTES,
  MAX_SIGNED_CONSENT_BYTES,
} from '@conclave/shared/limits';
import { Source } from '@conclave/shared/wire/media';
import { MAX_SEALED_ENVELOPE_BYTES } from '@conclave/shared/wire/filesApi';
import { LinkKind, peerRequests, type PeerMethod } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import { HostMeeting } from '../host/HostMeeting.ts';
import { LINK_SECRET_BYTES } from '../objects/link.ts';
import { MAX_KEPT_CONSENT_BYTES } from '../storage/Memory.ts';
import { SummaryTargets } from './summaryAnswers.ts';
import { DoorName, Happening, Microphone, MutedSource, RefusalCode, View } from './roomSchemas.ts';

// What the page and the key worker say to each other. Both ends check against these tables.

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.instance(Uint8Array<ArrayBuffer>);
const name = v.pipe(v.string(), v.maxBytes(MAX_NAME_BYTES));

const Presence = v.strictObject({
  name,
  microphone: Microphone,
  camera: v.boolean(),
  screen: v.boolean(),
  speaking: v.boolean(),
  handRaisedAt: v.nullable(v.number()),
  consent: v.pipe(v.string(), v.regex(/^(?:[\w-]{171})?$/u)),
});

/** The room's commands with what they take; the names are those of RoomCommands and RoomAgent. */
export const commands = {
  start: v.strictTuple([]),
  continueHere: v.strictTuple([]),
  join: v.strictTuple([name]),
  withdraw: v.strictTuple([]),
  answerKnock: v.strictTuple([RequestId, v.boolean()]),
  setPresence: v.strictTuple([Presence]),
  react: v.strictTuple([v.pipe(v.string(), v.maxBytes(64))]),
  sendDirect: v.strictTuple([ParticipantId, v.pipe(v.string(), v.maxBytes(MAX_DIRECT_TEXT_BYTES))]),
  sendDirectAgain: v.strictTuple([RequestId]),
  askToMute: v.strictTuple([v.union([v.literal('all'), ParticipantId]), MutedSource]),
  setDoor: v.strictTuple([DoorName]),
  setLocked: v.strictTuple([v.boolean()]),
  appoint: v.strictTuple([ParticipantId]),
  revoke: v.strictTuple([ParticipantId]),
  kick: v.strictTuple([v.pipe(v.array(ParticipantId), v.maxLength(MAX_MEMBERS))]),
  compare: v.strictTuple([]),
  closeComparison: v.strictTuple([v.picklist(['same', 'different', 'closed'])]),
  endForAll: v.strictTuple([]),
  leave: v.strictTuple([]),
  takeContext: v.strictTuple([Source]),
  renewHost: v.strictTuple([HostMeeting]),
  handInPlace: v.strictTuple([]),
  openEnvelope: v.strictTuple([
    FileId,
    v.pipe(
      bytes,
      v.check(({ length }) => length <= MAX_SEALED_ENVELOPE_BYTES),
    ),
  ]),
  roleCertificate: v.strictTuple([]),
  consentPlace: v.strictTuple([]),
  sealSummaryKeys: v.strictTuple([SummaryTargets]),
  /** The record as JSON: its schema comes with the part that seals it. */
  sealConsent: v.strictTuple([v.pipe(v.string(), v.maxLength(MAX_SIGNED_CONSENT_BYTES))]),
  keepConsent: v.strictTuple([
    v.pipe(
      bytes,
      v.check(({ length }) => length <= MAX_KEPT_CONSENT_BYTES),
    ),
  ]),
} as const;

export type CommandName = keyof typeof commands;
export type CommandArgs<N extends CommandName> = v.InferOutput<(typeof commands)[N]>;

const isCommand = (text: string): text is CommandName => Object.hasOwn(commands, text);
const isMethod = (text: string): text is PeerMethod => Object.hasOwn(peerRequests, text);

/** How a command or a request ended. */
const Outcome = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), value: v.unknown() }),
  /** A refusal with its code. */
  v.strictObject({ ok: v.literal(false), code: RefusalCode }),
]);
export type Outcome = v.InferOutput<typeof Outcome>;

export const ToKeyWorker = v.variant('op', [
  /** The first message. `frames` leads to the frame worker. */
  v.strictObject({
    op: v.literal('open'),
    meetingId: MeetingId,
    entrance: v.nullable(
      v.strictObject({
        code: v.strictObject({
          kind: LinkKind,
          secret: v.pipe(
            bytes,
            v.check(({ length }) => length === LINK_SECRET_BYTES),
          ),
        }),
        exposed: v.boolean(),
      }),
    ),
    host: v.nullable(HostMeeting),
    frames: v.instance(MessagePort),
    /** Leads to the document worker. */
    documents: v.nullable(v.instance(MessagePort)),
  }),
  v.strictObject({
    op: v.literal('command'),
    id: count,
    name: v.pipe(v.string(), v.check(isCommand), v.transform(asCommand)),
    args: v.array(v.unknown()),
  }),
  /** The answer to a request of the worker. */
  v.strictObject({ op: v.literal('answer'), id: count, outcome: Outcome }),
  v.strictObject({ op: v.literal('notification'), name: v.string(), payload: v.unknown() }),
  v.strictObject({
    op: v.literal('connection'),
    state: v.picklist(['connected', 'disconnected']),
  }),
]);
export type ToKeyWorker = v.InferOutput<typeof ToKeyWorker>;

export const FromKeyWorker = v.variant('op', [
  /** Storage is read: the name by which this browser was in the meeting before, or none. */
  v.strictObject({ op: v.literal('ready'), knownName: v.string() }),
  /** What goes in is gone from the server: the page has to be loaded anew. */
  v.strictObject({ op: v.literal('partMissing') }),
  v.strictObject({ op: v.literal('view'), view: View }),
  v.strictObject({ op: v.literal('event'), event: Happening }),
  v.strictObject({ op: v.literal('done'), id: count, outcome: Outcome }),
  v.strictObject({
    op: v.literal('request'),
    id: count,
    method: v.pipe(v.string(), v.check(isMethod), v.transform(asMethod)),
    params: v.unknown(),
  }),
]);
export type FromKeyWorker = v.InferOutput<typeof FromKeyWorker>;

function asCommand(text: string): CommandName {
  if (isCommand(text)) return text;
  throw new TypeError('checked before');
}

function asMethod(text: string): PeerMethod {
  if (isMethod(text)) return text;
  throw new TypeError('checked before');
}
