import * as v from 'valibot';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';

export const KeptDevices = v.strictObject({ microphone: v.boolean(), camera: v.boolean() });
export type KeptDevices = v.InferOutput<typeof KeptDevices>;

const KEY = 'conclave.tab';

/** Whether microphone and camera were on in this tab, so that a reload brings back what was. */
function readTabDevices(): KeptDevices | undefined {
  try {
    const parsed = v.safeParse(KeptDevices, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // storage is blocked, or holds something else
  }
}

/** After a reload nobody pressed a button: what was on in this tab comes on again. */
export async function restoreTabDevices(
  local: Pick<LocalMedia, 'microphone' | 'camera'>,
): Promise<KeptDevices | undefined> {
  const kept = readTabDevices();
  await Promise.all([
    kept?.microphone === true ? local.microphone.start() : undefined,
    kept?.camera === true ? local.camera.start() : undefined,
  ]);
  return kept;
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
