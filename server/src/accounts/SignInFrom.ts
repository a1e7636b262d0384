import { browsers, systems, type Device } from '@conclave/shared/wire/signInsApi';

/** Where a sign-in comes from. */
export interface SignInFrom {
  /** Whole; limits count by it, and only its network is kept. */
  readonly ip?: string;
  readonly device?: Device | undefined;
}

/** The first that fits: each of them also claims to be some of those below it. */
const browserMarks: readonly (readonly [(typeof browsers)[number], RegExp])[] = [
  ['firefox', /\b(?:Firefox|FxiOS)\//u],
  ['edge', /\b(?:Edg|EdgA|EdgiOS)\//u],
  ['opera', /\bOPR\//u],
  ['chrome', /\b(?:Chrome|CriOS)\//u],
  ['safari', /\bSafari\//u],
];
const systemMarks: readonly (readonly [(typeof systems)[number], RegExp])[] = [
  ['ios', /\b(?:iPhone|iPad|iPod)\b/u],
  ['android', /\bAndroid\b/u],
  ['windows', /\bWindows\b/u],
  ['macos', /\bMac OS X\b/u],
  ['linux', /\b(?:Linux|CrOS)\b/u],
];

/** A browser and a system, each from a short list: enough to know one's own devices, too little to be tracked by. */
export function deviceOf(userAgent: string | undefined): Device {
  const text = (userAgent ?? '').slice(0, 500);
  return {
    browser: browserMarks.find(([, mark]) => mark.test(text))?.[0] ?? 'other',
    system: systemMarks.find(([, mark]) => mark.test(text))?.[0] ?? 'other',
  };
}

/** As it is stored. */
export function encodeDevice(device: Device | undefined): string | null {
  return device === undefined ? null : `${device.browser} ${device.system}`;
}

export function decodeDevice(stored: string | null): Device {
  const [first, second] = (stored ?? '').split(' ');
  return {
    browser: browsers.find((browser) => browser === first) ?? 'other',
    system: systems.find((system) => system === second) ?? 'other',
  };
}
