import { Organizer } from '@conclave/shared/mail/MailOrder';
import { SystemMail } from '@conclave/shared/mail/SystemMail';
import { DeliveryState, RecipientId, RelayKeyId, SendId } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import { orderKinds } from '../RelayLink.ts';

/**
 * What server and relay say to each other. Both ends look: the relay has seen bytes of strangers,
 * and the server has not to trust what a broken relay says.
 */
const job = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const text = v.string();

/** Where mails go: to a mail server, or in development into a folder that /dev/mail shows. */
const Delivery = v.variant('by', [
  v.strictObject({
    by: v.literal('smtp'),
    /** With name and password. */
    url: text,
  }),
  v.strictObject({ by: v.literal('folder'), folder: text }),
]);
export type Delivery = v.InferOutput<typeof Delivery>;

export const RelaySettings = v.strictObject({
  delivery: Delivery,
  /** `Name <address>`, or an address. */
  from: text,
  /** As people open this instance, without a slash at the end. */
  origin: text,
  /** [M-8] Whether links must lead to `origin`. Outside production an instance has several. */
  ownLinksOnly: v.boolean(),
  keyFolder: text,
  /** By which keys are judged. The relay counts on from it: what its machine's clock says destroys none. */
  now: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Hex: the key of the stop list's hashes and of stop links. */
  stopKey: text,
  /** Waits before what failed is tried again. */
  retryMs: v.array(v.number()),
});
export type RelaySettings = v.InferOutput<typeof RelaySettings>;

/** Server to relay. */
export const RelayTask = v.variant('task', [
  v.strictObject({ task: v.literal('settings'), settings: RelaySettings }),
  v.strictObject({ task: v.literal('key'), job }),
  v.strictObject({
    task: v.literal('send'),
    job,
    sendId: SendId,
    keyId: RelayKeyId,
    sealedOrder: text,
    kind: v.picklist(orderKinds),
    text: v.nullable(v.strictObject({ keyId: RelayKeyId, sealedText: text })),
    organizer: Organizer,
    /** All that the sender announced: the box must hold these and no others. */
    announced: v.array(RecipientId),
    /** Those that are still to be sent to. */
    due: v.array(RecipientId),
  }),
  /** The answer to `ask`. */
  v.strictObject({ task: v.literal('go'), job, id: RecipientId, go: v.boolean() }),
  v.strictObject({ task: v.literal('system'), job, mail: SystemMail }),
]);
export type RelayTask = v.InferOutput<typeof RelayTask>;

/** How the relay refuses an order as a whole. */
const Refusal = v.picklist(['relayKeyOutdated', 'malformed']);

/** Relay to server. */
export const RelayNews = v.variant('news', [
  v.strictObject({
    news: v.literal('key'),
    job,
    keyId: RelayKeyId,
    publicKey: text,
    createdAt: v.number(),
  }),
  v.strictObject({ news: v.literal('refused'), job, code: Refusal }),
  /** The box fits: sending begins. */
  v.strictObject({ news: v.literal('opened'), job }),
  /** [M-5] May this one be tried? Asked before each, so that what is tried is on the disk first. */
  v.strictObject({ news: v.literal('ask'), job, id: RecipientId, stopHash: text }),
  v.strictObject({ news: v.literal('delivery'), job, id: RecipientId, state: DeliveryState }),
  v.strictObject({ news: v.literal('done'), job }),
  v.strictObject({ news: v.literal('system'), job, state: DeliveryState }),
]);
export type RelayNews = v.InferOutput<typeof RelayNews>;
