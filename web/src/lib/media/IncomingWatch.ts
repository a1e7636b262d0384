import type { TransformStats } from './FramePort.ts';
import type { IncomingView, SealFigures } from './MediaView.ts';
import { PlayoutDelay } from './PlayoutDelay.ts';
import {
  figuresBetween,
  noFigures,
  qualityOf,
  SteadyQuality,
  type StreamFigures,
} from './quality.ts';
import { isSound, type Remote } from './Receiving.ts';
import type { RosterEntry } from './IncomingStream.ts';
import type { Inbound } from './statsReport.ts';
import { TileWatchdog, type Repair, type TileHealth, type TileSample } from './TileWatchdog.ts';

/** What was read of one stream in one second. */
export interface Reading {
  now: number;
  shown: boolean;
  inbound: Inbound | undefined;
  frames: TransformStats | undefined;
}

/** Follows one incoming stream from second to second. */
export class IncomingWatch {
  readonly #watchdog = new TileWatchdog();
  readonly #quality = new SteadyQuality();
  readonly #delay = new PlayoutDelay();
  #last: Inbound | undefined;
  #figures: StreamFigures = noFigures;
  #health: TileHealth = { kind: 'starting' };
  #frames: TransformStats | undefined;
  #forwarded = true;

  /** Takes a reading; returns what has to be done, if anything. */
  read(remote: Remote, reading: Reading): Repair | undefined {
    this.#frames = reading.frames;
    this.#forwarded = isForwarded(remote, reading.now);
    if (reading.inbound !== undefined) this.#measure(reading.inbound);
    if (isSound(remote.source)) {
      if (reading.inbound !== undefined) {
        remote.stream?.delay(this.#delay.read(reading.inbound, remote.paused));
      }
      this.#health = { kind: remote.paused ? 'idle' : 'playing' };
      return undefined;
    }
    const { health, repair } = this.#watchdog.watch(sampleOf(remote, reading));
    this.#health = health;
    return repair;
  }

  view(remote: Remote, sender: RosterEntry, track: MediaStreamTrack): IncomingView {
    return {
      participantId: sender.participantId,
      source: remote.source,
      track,
      paused: remote.paused,
      forwarded: this.#forwarded,
      health: this.#health,
      quality: this.#quality.shown,
      figures: this.#figures,
      seal: sealFigures(this.#frames),
      codec: remote.stream?.mimeType ?? '',
    };
  }

  #measure(inbound: Inbound): void {
    this.#figures = figuresBetween(this.#last, inbound);
    this.#quality.see(qualityOf(this.#figures));
    this.#last = inbound;
  }
}

/** Between hiding and showing a tile the SFU forwards nothing for a moment; that is no thin line. */
const THIN_AFTER_MS = 2000;

function isForwarded({ notForwardedSince }: Remote, now: number): boolean {
  return notForwardedSince === undefined || now - notForwardedSince < THIN_AFTER_MS;
}

function sampleOf(remote: Remote, { now, shown, inbound, frames }: Reading): TileSample {
  return {
    now,
    expected: shown && !remote.paused && remote.notForwardedSince === undefined,
    received: inbound?.framesReceived ?? 0,
    opened: frames?.passed ?? 0,
    decoded: inbound?.framesDecoded ?? 0,
  };
}

export function sealFigures(frames: TransformStats | undefined): SealFigures {
  if (frames === undefined) return { passed: 0, dropped: {} };
  const happened = Object.entries(frames.dropped).filter(([, count]) => count > 0);
  return { passed: frames.passed, dropped: Object.fromEntries(happened) };
}
