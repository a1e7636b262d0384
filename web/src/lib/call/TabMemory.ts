import * as v from 'valibot';

const Kept = v.strictObject({ microphone: v.boolean(), camera: v.boolean() });
export type KeptDevices = v.InferOutput<typeof Kept>;

const KEY = 'conclave.tab';

/** Whether microphone and camera were on in this tab, so that a reload brings back what was. */
export function readTabDevices(): KeptDevices | undefined {
  try {
    const parsed = v.safeParse(Kept, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
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
