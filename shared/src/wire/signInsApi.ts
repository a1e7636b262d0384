import * as v from 'valibot';

export const browsers = ['firefox', 'chrome', 'edge', 'opera', 'safari', 'other'] as const;
export const systems = ['windows', 'macos', 'linux', 'android', 'ios', 'other'] as const;

/** As much of a device as its owner needs to know it again. */
const Device = v.strictObject({ browser: v.picklist(browsers), system: v.picklist(systems) });
export type Device = v.InferOutput<typeof Device>;

/** Names a sign-in and cannot be used as one. */
const SignInId = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));

/** GET /api/account/sign-ins: the latest first. */
export const SignInList = v.strictObject({
  signIns: v.array(
    v.strictObject({
      id: SignInId,
      device: Device,
      /** The network it began from; null if that is not known. */
      network: v.nullable(v.string()),
      startedAt: v.number(),
      seenAt: v.number(),
      /** The one that asks. */
      here: v.boolean(),
    }),
  ),
});
export type SignInList = v.InferOutput<typeof SignInList>;

/** DELETE /api/account/sign-ins/:id, one of one's own. DELETE /api/account/sign-ins: all others. */
export const OneSignIn = v.strictObject({ id: SignInId });
