import * as v from 'valibot';
import { readPreference, writePreference } from '../i18n/preferences.ts';
import type { DeviceKind, RememberedDevice } from './deviceChoice.ts';

const device = v.optional(
  v.strictObject({
    deviceId: v.pipe(v.string(), v.maxLength(256)),
    label: v.pipe(v.string(), v.maxLength(256)),
  }),
);
const Remembered = v.strictObject({
  audioinput: device,
  audiooutput: device,
  videoinput: device,
});

function readAll(): v.InferOutput<typeof Remembered> {
  try {
    const parsed = v.safeParse(Remembered, JSON.parse(readPreference('conclave.devices') ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    return {}; // not JSON: somebody else's, or from another version
  }
}

/** The device that was last chosen by hand. */
export function rememberedDevice(kind: DeviceKind): RememberedDevice | undefined {
  return readAll()[kind];
}

export function rememberDevice(kind: DeviceKind, { deviceId, label }: RememberedDevice): void {
  writePreference(
    'conclave.devices',
    JSON.stringify({ ...readAll(), [kind]: { deviceId, label } }),
  );
}
