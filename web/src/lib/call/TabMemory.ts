import * as v from 'valibot';

export const KeptDevices = v.strictObject({ microphone: v.boolean(), camera: v.boolean() });
export type KeptDevices = v.InferOutput<typeof KeptDevices>;

const KEY = 'conclave.tab';

/** Whether microphone and camera were on in this tab, so that a reload brings back what was. */
export function readTabDevices(): KeptDevices | undefined {
  try {
    const parsed = v.safeParse(KeptDevices, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // storage is blocked, or holds something else
  }
}

export function keepTabDevices(devices: KeptDevices): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(devices));
  } catch {
    // Blocked: after a reload both start switched off, which is the careful side.
  }
}

export function forgetTabDevices(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Blocked: then there is nothing to forget.
  }
}
