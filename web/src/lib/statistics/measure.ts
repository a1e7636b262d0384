import type { Measured } from '@conclave/shared/wire/statisticsApi';
import type { MediaView } from '../media/MediaView.ts';
import type { Quality } from '../media/quality.ts';
import { browserName } from './browserName.ts';

export interface Line {
  readonly media: MediaView;
  /** Whether the server is reached now. */
  readonly connected: boolean;
  readonly userAgent: string;
}

/** [R89] Exactly the fields that may be kept of a connection, from what the room shows anyway. */
export function measure({ media, connected, userAgent }: Line): Measured {
  const incoming = [...media.incoming.values()];
  const figures = incoming.map(({ figures }) => figures);
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const most = (values: readonly number[]): number => Math.max(0, ...values);
  return {
    ...browserName(userAgent),
    sentKbps: whole(sum([...media.outgoing.values()].map(({ kbps }) => kbps)), 1_000_000),
    receivedKbps: whole(sum(figures.map(({ kbps }) => kbps)), 1_000_000),
    roundTripMs: whole(media.sendPath?.roundTripMs ?? media.receivePath?.roundTripMs ?? 0, 60_000),
    jitterMs: whole(most(figures.map(({ jitterMs }) => jitterMs)), 60_000),
    lostPerMille: whole(most(figures.map(({ lossPercent }) => lossPercent)) * 10, 1_000),
    quality: worst(incoming.map(({ quality }) => quality)),
    connectionError: errorOf(media, connected),
  };
}

function errorOf(media: MediaView, connected: boolean): Measured['connectionError'] {
  if (!connected) return 'signalingLost';
  if (media.state.kind === 'unsealed') return 'mediaFailed';
  return media.state.kind === 'open' ? 'none' : 'mediaLost';
}

function worst(qualities: readonly Quality[]): Measured['quality'] {
  for (const quality of ['poor', 'fair', 'good'] as const) {
    if (qualities.includes(quality)) return quality;
  }
  return 'unknown';
}

const whole = (value: number, max: number): number =>
  Number.isFinite(value) ? Math.min(max, Math.max(0, Math.round(value))) : 0;
