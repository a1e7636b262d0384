export type DeviceKind = 'audioinput' | 'audiooutput' | 'videoinput';

/** A device as the browser lists it; without permission, id and label are empty. */
export interface DeviceInfo {
  kind: DeviceKind;
  deviceId: string;
  label: string;
  groupId: string;
}

/** What somebody chose earlier: the id may be gone or renewed, then the label finds it again. */
export interface RememberedDevice {
  deviceId: string;
  label: string;
}

/** Whether a list tells anything at all; before permission it only says what kinds exist. */
export function isNamed(devices: readonly DeviceInfo[]): boolean {
  return devices.some(({ deviceId, label }) => deviceId !== '' && label !== '');
}

/**
 * The device to use: the remembered one, found by id or else by its name; else the system's own
 * choice; else the first. Undefined when there is none of this kind.
 */
export function chooseDevice(
  devices: readonly DeviceInfo[],
  kind: DeviceKind,
  remembered: RememberedDevice | undefined,
): DeviceInfo | undefined {
  const ofKind = devices.filter((device) => device.kind === kind);
  const named = ofKind.find(({ deviceId }) => deviceId !== '' && deviceId === remembered?.deviceId);
  const alike = ofKind.find(({ label }) => label !== '' && label === remembered?.label);
  return named ?? alike ?? ofKind.find(({ deviceId }) => deviceId === 'default') ?? ofKind[0];
}

export type DeviceChange =
  | { kind: 'none' }
  /** The device in use is gone; `instead` is what to use now, undefined when none is left. */
  | { kind: 'unplugged'; instead: DeviceInfo | undefined }
  /** The device that was chosen by hand is back. */
  | { kind: 'returned'; device: DeviceInfo };

/** What a new list of devices means for the one in use. Never switches to a newcomer by itself. */
export function deviceChange(
  devices: readonly DeviceInfo[],
  inUse: DeviceInfo,
  remembered: RememberedDevice | undefined,
): DeviceChange {
  const chosen = chooseDevice(devices, inUse.kind, remembered);
  const present = devices.some(
    ({ kind, deviceId }) => kind === inUse.kind && deviceId === inUse.deviceId,
  );
  if (!present) return { kind: 'unplugged', instead: chosen };
  if (chosen === undefined || chosen.label !== remembered?.label) return { kind: 'none' };
  return chosen.deviceId === inUse.deviceId
    ? { kind: 'none' }
    : { kind: 'returned', device: chosen };
}

/** Why a camera or microphone cannot be had. Each has its own words and its own way out. */
export type DeviceFault =
  /** The person or the page's settings said no to the site. */
  | 'denied'
  /** The operating system keeps the browser from it. */
  | 'blockedBySystem'
  /** Another program holds it. */
  | 'inUse'
  /** There is none. */
  | 'none'
  /** The page may not ask at all: not a secure context, or an in-app browser without media. */
  | 'unsupported'
  | 'failed';

/** Names of what getUserMedia throws, old and new; browsers differ. */
const FAULTS: Readonly<Record<string, DeviceFault>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'inUse',
  AbortError: 'inUse',
  TypeError: 'unsupported',
  NotSupportedError: 'unsupported',
};

/** The fault behind what getUserMedia threw. */
export function deviceFault(name: string, message: string): DeviceFault {
  const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name] : undefined;
  // Chromium's words when the operating system's own switch is off.
  if (fault === 'denied' && /system|by the (?:os|platform)/iu.test(message)) {
    return 'blockedBySystem';
  }
  return fault ?? 'failed';
}
