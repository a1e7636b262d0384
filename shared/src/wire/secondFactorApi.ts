import * as v from 'valibot';
import { AuthKey } from './vaultApi.ts';

/** How a second proof can be given. `backup`: one of the ten codes on paper. */
export const SecondWay = v.picklist(['totp', 'sms', 'backup']);
export type SecondWay = v.InferOutput<typeof SecondWay>;

/** What can be set up. Backup codes come with the first of them. */
export const FactorKind = v.picklist(['totp', 'sms']);
export type FactorKind = v.InferOutput<typeof FactorKind>;

/** 256 random bits that name one attempt to prove more; the server keeps their hash. */
export const StepTicket = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));

/** Letters and digits as people type them, with spaces and hyphens; what counts is for the server. */
export const TypedCode = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(32));

/** Six digits, of an app or of a text message. */
export const CODE_DIGITS = 6;
export const BACKUP_CODES = 10;

/**
 * A number as the network wants it: +, country, number. A national number without a country is
 * refused and not guessed at: a text to a stranger is worse than typing two digits more.
 */
export const PhoneNumber = v.pipe(
  v.string(),
  v.maxLength(40),
  v.transform((text) => text.replace(/[\s().\-/]/gu, '').replace(/^00/u, '+')),
  v.regex(/^\+[1-9]\d{7,14}$/u),
);

/** The password, or the kit, was right; now a second proof is asked for. */
export const SecondStep = v.strictObject({
  state: v.literal('secondStep'),
  ticket: StepTicket,
  ways: v.pipe(v.array(SecondWay), v.minLength(1), v.maxLength(3)),
  /** The last two digits of the number, if texts are a way. */
  numberEnd: v.nullable(v.string()),
  /** The ticket serves until then. */
  until: v.number(),
});
export type SecondStep = v.InferOutput<typeof SecondStep>;

/** POST /api/second-step: answers a step. `wrongCode`, or `stepOver` when it serves no more. */
export const SecondProof = v.strictObject({ ticket: StepTicket, way: SecondWay, code: TypedCode });
export type SecondProof = v.InferOutput<typeof SecondProof>;

/** POST /api/second-step/sms: sends the code of a step, again if need be. */
export const AskStepCode = v.strictObject({ ticket: StepTicket });
/** When the next one may be asked for. */
export const CodeSent = v.strictObject({ againAt: v.number() });
export type CodeSent = v.InferOutput<typeof CodeSent>;

/** GET /api/account/second-factor */
export const SecondFactorState = v.strictObject({
  rule: v.picklist(['off', 'optional', 'required']),
  /** Whether a number may be set up here: the instance offers it, and the company allows it. */
  textMessages: v.boolean(),
  factors: v.array(
    v.strictObject({
      kind: FactorKind,
      since: v.number(),
      /** The last two digits of a number. */
      numberEnd: v.nullable(v.string()),
    }),
  ),
  backupCodesLeft: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type SecondFactorState = v.InferOutput<typeof SecondFactorState>;

/**
 * POST /api/account/second-factor/step: before anything about second factors changes. A browser that
 * must set one up and has just signed in needs no password again.
 */
export const AskStep = v.strictObject({ authKey: v.nullable(AuthKey) });
/** Without a factor there is nothing more to prove. */
export const ChangeStep = v.variant('state', [
  SecondStep,
  v.strictObject({ state: v.literal('proven'), ticket: StepTicket }),
]);
export type ChangeStep = v.InferOutput<typeof ChangeStep>;

/** What changes second factors carries the ticket of a proven step. */
export const Proven = v.strictObject({ ticket: StepTicket });

/** POST /api/account/second-factor/totp: a secret to be shown as picture and as text. */
export const TotpOffer = v.strictObject({
  secret: v.pipe(v.string(), v.regex(/^[A-Z2-7]{32}$/u)),
  uri: v.pipe(v.string(), v.startsWith('otpauth://totp/'), v.maxLength(500)),
});
export type TotpOffer = v.InferOutput<typeof TotpOffer>;

/** POST /api/account/second-factor/sms: where the code goes to. */
export const NewNumber = v.strictObject({ ticket: StepTicket, number: PhoneNumber });

/** POST /api/account/second-factor/{totp,sms}/confirm: the first code that arrived. */
export const ConfirmFactor = v.strictObject({ code: TypedCode });
/** Shown once. Null if there were codes already. */
export const FactorConfirmed = v.strictObject({
  backupCodes: v.nullable(v.pipe(v.array(v.string()), v.length(BACKUP_CODES))),
});
export type FactorConfirmed = v.InferOutput<typeof FactorConfirmed>;

/** POST /api/account/second-factor/codes: ten new ones; the former serve no more. */
export const BackupCodes = v.strictObject({
  backupCodes: v.pipe(v.array(v.string()), v.length(BACKUP_CODES)),
});
export type BackupCodes = v.InferOutput<typeof BackupCodes>;

/** POST /api/account/second-factor/off */
export const FactorOff = v.strictObject({ ticket: StepTicket, kind: FactorKind });
