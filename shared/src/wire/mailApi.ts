import * as v from 'valibot';
import { MeetingId } from '../ids.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';

/** Recipients of one send. A room holds 200; a browser cuts longer lists into several sends. */
export const MAX_RECIPIENTS = 50;

/** What the server reads before it says no to a longer list, so that a thousand are refused kindly. */
const MAX_LISTED = 2_000;

/** An order for 50 people with the longest addresses and names is some 30 KB. */
export const MAX_ORDER_BYTES = 48 * 1024;

/** Orders are filled up to a multiple of this: the size tells little about topic and addresses. */
export const ORDER_STEP_BYTES = 2 * 1024;

/** What sealing to the relay adds: the sender's ephemeral key and the tag. */
export const ORDER_OVERHEAD_BYTES = 48;

const MAX_SEALED_ORDER_BYTES = MAX_ORDER_BYTES + ORDER_STEP_BYTES + ORDER_OVERHEAD_BYTES;

const id = fixedBase64Url(16);

/** [M-5] One act of sending, chosen at random by the browser. Sending it again reaches nobody twice. */
export const SendId = v.pipe(id, v.brand('SendId'));
export type SendId = v.InferOutput<typeof SendId>;

/** [M-4] One recipient of one send, chosen at random by the browser: to the server it names nobody. */
export const RecipientId = v.pipe(id, v.brand('RecipientId'));
export type RecipientId = v.InferOutput<typeof RecipientId>;

/** Names one of the relay's keys: the first 128 bits of SHA-256 over the public half. */
export const RelayKeyId = v.pipe(id, v.brand('RelayKeyId'));
export type RelayKeyId = v.InferOutput<typeof RelayKeyId>;

/** GET /api/mail/key: what browsers seal to now [M-2]. */
export const RelayKey = v.strictObject({
  keyId: RelayKeyId,
  /** X25519, 32 bytes as base64url. */
  publicKey: fixedBase64Url(32),
  /** When the next one comes, in epoch milliseconds. */
  replacedAt: v.number(),
  /** When the private half is destroyed; what is still sealed to it then is lost. */
  destroyedAt: v.number(),
  /** Who the mails come from, so that the preview shows it. */
  from: v.pipe(v.string(), v.maxLength(400)),
});
export type RelayKey = v.InferOutput<typeof RelayKey>;

/**
 * POST /api/mail/sends: all that the server sees of a mailing [M-3]. Template, topic, times, link,
 * names and addresses are inside `sealedOrder` (`MailOrder`, sealed to the relay's key).
 * Repeating it with the same sendId goes on where it stopped.
 */
export const MailSend = v.strictObject({
  sendId: SendId,
  meetingId: MeetingId,
  keyId: RelayKeyId,
  recipients: v.pipe(v.array(RecipientId), v.minLength(1), v.maxLength(MAX_LISTED)),
  sealedOrder: base64Url(ORDER_OVERHEAD_BYTES + 1, MAX_SEALED_ORDER_BYTES),
});
export type MailSend = v.InferOutput<typeof MailSend>;

/**
 * [M-6] What is known of one person's mail. Nothing about opening or reading it: that is never asked.
 * - waiting: not tried yet
 * - accepted: the mail server took it
 * - refused: the mail server says that this address gets nothing (`refusedAtSubmission`)
 * - stopped: this person wants no mails from here
 * - failed: not sent; the same send may be tried again
 * - unknown: the line broke while the mail server may have taken it; it is not tried again by itself
 */
export const deliveryStates = [
  'waiting',
  'accepted',
  'refused',
  'stopped',
  'failed',
  'unknown',
] as const;
export const DeliveryState = v.picklist(deliveryStates);
export type DeliveryState = v.InferOutput<typeof DeliveryState>;

/** The answer of POST /api/mail/sends and of GET /api/mail/sends/:sendId. */
export const SendReport = v.strictObject({
  sendId: SendId,
  /** Whether the relay is at work on it. Ask again until it is false. */
  running: v.boolean(),
  deliveries: v.pipe(
    v.array(v.strictObject({ id: RecipientId, state: DeliveryState })),
    v.maxLength(MAX_RECIPIENTS),
  ),
});
export type SendReport = v.InferOutput<typeof SendReport>;

/** POST /api/mail/stop/:token and DELETE of it: no more mails to this address, or again [R65]. */
export const StopToken = v.pipe(v.string(), v.regex(/^[\w-]{64}$/u));
