import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import type { Door } from '../e2ee/session/RoomView.ts';

/** What pressing the button means at this door, for this link. */
export type WayIn = 'start' | 'join' | 'knock' | 'knockHost';

export interface Arrival {
  door: Door;
  mayStart: boolean;
  waitsForHost: boolean;
  /** By what link; undefined for who comes back, or comes as the host. */
  via: LinkKind | 'exposed' | undefined;
}

/** Protocol 5.2: who is let in without a click, and whose click it takes. */
export function wayIn({ door, mayStart, waitsForHost, via }: Arrival): WayIn {
  if (waitsForHost && mayStart) return 'start';
  if (mayStart || via === undefined || door === 'open') return 'join';
  if (door === 'guarded') return 'knockHost';
  return via === 'copied' ? 'join' : 'knock';
}
