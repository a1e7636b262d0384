import { t } from '../i18n/texts.svelte.ts';
import type { DeviceFault } from '../media/deviceChoice.ts';
import type { InputState } from '../media/LocalInput.svelte.ts';

export interface DeviceHelp {
  title: string;
  /** What this person can do about it, in their browser, on their system. */
  way: string;
  /** Whether asking again can help. */
  retry: boolean;
}

/** One notice for both devices when they fail for the same reason, else one for each. */
export function deviceHelp(microphone: InputState, camera: InputState): DeviceHelp[] {
  const { faults } = t.lobby;
  const sound = microphone.kind === 'fault' ? microphone.fault : undefined;
  const picture = camera.kind === 'fault' ? camera.fault : undefined;
  if (sound !== undefined && sound === picture) return [help(faults.both[sound], sound)];
  return [
    ...(sound === undefined ? [] : [help(faults.microphone[sound], sound)]),
    ...(picture === undefined ? [] : [help(faults.camera[picture], picture)]),
  ];
}

function help(title: string, fault: DeviceFault): DeviceHelp {
  return { title, way: wayOut(fault), retry: fault !== 'none' && fault !== 'unsupported' };
}

/** What this person can do about a device that cannot be had. */
export function wayOut(fault: DeviceFault): string {
  const { ways } = t.lobby.faults;
  if (fault === 'denied') return ways.denied[browserKind(navigator.userAgent)];
  if (fault === 'blockedBySystem') return ways.blockedBySystem[systemKind(navigator.userAgent)];
  return ways[fault];
}

/** Whose words the way out is in. Guessing wrong costs a sentence, so the user agent is good enough. */
function browserKind(userAgent: string): 'chromium' | 'firefox' | 'safari' | 'phone' {
  if (/android|iphone|ipad|mobile/iu.test(userAgent)) return 'phone';
  if (/firefox/iu.test(userAgent)) return 'firefox';
  return /chrome|chromium|edg/iu.test(userAgent) ? 'chromium' : 'safari';
}

function systemKind(userAgent: string): 'windows' | 'mac' | 'other' {
  if (/windows/iu.test(userAgent)) return 'windows';
  return /mac os/iu.test(userAgent) && !/iphone|ipad/iu.test(userAgent) ? 'mac' : 'other';
}
