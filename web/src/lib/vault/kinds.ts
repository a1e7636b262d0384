import * as v from 'valibot';
import { KeptPicture } from '../account/picture/KeptPicture.ts';
import { HostLinkSecret } from '../deputies/hostLink.ts';
import { PeopleShelf } from '../people/Shelf.ts';
import { Plan } from '../schedule/Plan.ts';
import { HostMeeting } from '../e2ee/host/HostMeeting.ts';

/** 32 bytes as base64url. */
const secret32 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));

/**
 * What lies in a vault, by kind. `format` rises when a form changes; a page that does not know a form
 * says "reload" and leaves the item alone.
 */
export const vaultKinds = {
  /** One item, `self`: the pairs that stand for the account towards other people. */
  accountKeys: v.strictObject({
    format: v.literal(1),
    agreementSeed: secret32,
    agreementPublic: secret32,
    signingSeed: secret32,
    signingPublic: secret32,
  }),

  /** A meeting of one's own; the item's id is the meeting's. */
  meeting: HostMeeting,

  /** A planned meeting or series, with whom it is planned. */
  plan: Plan,

  /** A host link that was accepted; the item's id is the link's. */
  deputy: v.strictObject({ format: v.literal(1), secret: HostLinkSecret }),

  /** Some of the address book. */
  people: PeopleShelf,

  /** Somebody, by name and address. */
  contact: v.strictObject({
    format: v.literal(1),
    name: v.string(),
    address: v.string(),
  }),

  /** One item, `self`: shown to nobody but the account itself. */
  picture: KeptPicture,

  /** One item, `self`. */
  settings: v.strictObject({
    format: v.literal(1),
    /** Whether the person said that the recovery kit is in a safe place. */
    kitConfirmed: v.boolean(),
  }),
} as const;

export type VaultKind = keyof typeof vaultKinds;
export type VaultValue<K extends VaultKind> = v.InferOutput<(typeof vaultKinds)[K]>;

/** The id of the one item of kinds that have one. */
export const SELF = 'self';
