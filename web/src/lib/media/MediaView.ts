import type { ParticipantId } from '@conclave/shared/ids';
import type { Source } from '@conclave/shared/wire/media';
import type { Quality, StreamFigures } from './quality.ts';
import type { MediaKey } from './Receiving.ts';
import type { NetworkPath } from './statsReport.ts';
import type { TileHealth } from './TileWatchdog.ts';

/** What the frame worker counted on one stream. */
export interface SealFigures {
  /** Frames sealed or opened. */
  passed: number;
  /** Frames that could not be, by reason; reasons that did not occur are left out. */
  dropped: Readonly<Record<string, number>>;
}

/** One picture or sound of somebody else, as it comes in. */
export interface IncomingView {
  participantId: ParticipantId;
  source: Source;
  track: MediaStreamTrack;
  /** Its sender paused it. */
  paused: boolean;
  /** The line has room for it. */
  forwarded: boolean;
  health: TileHealth;
  quality: Quality;
  figures: StreamFigures;
  seal: SealFigures;
  codec: string;
}

/** One thing that this browser sends. */
export interface OutgoingView {
  source: Source;
  kbps: number;
  width: number;
  height: number;
  framesPerSecond: number;
  /** What holds the picture back, in the browser's words: cpu, bandwidth, none. */
  limitedBy: string;
  seal: SealFigures;
}

export type MediaState =
  | { kind: 'closed' }
  | { kind: 'opening' }
  | { kind: 'open' }
  /** Clear frames were about to leave; everything was stopped and stays so. */
  | { kind: 'unsealed'; source: Source };

export interface MediaView {
  state: MediaState;
  incoming: ReadonlyMap<MediaKey, IncomingView>;
  outgoing: ReadonlyMap<Source, OutgoingView>;
  /** Paths for sending and receiving. */
  sendPath: NetworkPath | undefined;
  receivePath: NetworkPath | undefined;
  /** The line has no room for own pictures: they rest, so that the sound goes on. */
  picturesYield: boolean;
}

export const nothingYet: MediaView = {
  state: { kind: 'closed' },
  incoming: new Map(),
  outgoing: new Map(),
  sendPath: undefined,
  receivePath: undefined,
  picturesYield: false,
};
