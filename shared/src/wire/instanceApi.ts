import * as v from 'valibot';

const line = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
const lines = (max: number) => v.pipe(v.string(), v.maxLength(max));
const mail = line(320);
/** `2026-11-21` or `7`: whatever the operator numbers its papers with. */
const version = line(40);

/** Whoever answers for the instance under the GDPR. A production start without it is refused [R1]. */
const Controller = v.strictObject({ name: line(200), address: line(600), mail });

const Officer = v.strictObject({ name: lines(200), mail });

/** The authority to complain to [R106]. */
const Authority = v.strictObject({ name: line(200), address: lines(600), website: lines(300) });

const Processor = v.strictObject({
  name: line(200),
  /** What it does for the controller, in the operator's words. */
  purpose: line(400),
  country: line(100),
  /** Why a transfer outside the EEA is lawful; empty inside it. */
  safeguard: lines(400),
});

/** `GET /api/instance`: what an instance says about itself to anyone, before any account exists. */
export const Instance = v.strictObject({
  /** null only in development: the pages then say that nobody answers for this instance yet. */
  controller: v.nullable(Controller),
  /** null means that none is appointed, which the page says [R2]. */
  dataProtectionOfficer: v.nullable(Officer),
  supervisoryAuthority: v.nullable(Authority),
  /** Where the machines stand, in the operator's words [R12]. */
  hostingLocation: lines(400),
  processors: v.pipe(v.array(Processor), v.maxLength(30)),
  termsVersion: version,
  dpaVersion: version,
  /** Rises when a purpose changes; a rise is announced before it takes effect [R9]. */
  policyVersion: version,
  minimumAge: v.pipe(v.number(), v.integer(), v.minValue(13), v.maxValue(21)),
  registration: v.picklist(['open', 'invite', 'closed']),
  /** Whether codes by text message are offered, which involves Twilio [R118]. */
  textMessages: v.boolean(),
  logDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(180)),
  statisticsDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(180)),
  /** Version of the program, for support and for comparing with a release. */
  softwareVersion: version,
});

export type Instance = v.InferOutput<typeof Instance>;
