import type { Source } from '@conclave/shared/wire/media';
import type { TransformStats } from './FramePort.ts';
import { sealFigures } from './IncomingWatch.ts';
import type { OutgoingView } from './MediaView.ts';
import { SealGuard } from './SealGuard.ts';
import type { Outgoing } from './Sending.ts';
import type { Outbound } from './statsReport.ts';

export type OutgoingVerdict =
  | { kind: 'fine'; views: ReadonlyMap<Source, OutgoingView> }
  /** Clear frames leave. */
  | { kind: 'unsealed'; source: Source };

/** Follows what is sent: that it is sealed, and how much it is. */
export class OutgoingWatch {
  readonly #guards = new WeakMap<Outgoing, SealGuard>();
  readonly #last = new WeakMap<Outgoing, { at: number; sent: number }>();

  read(sending: readonly Outgoing[], { outbound, frames, now }: OutgoingReading): OutgoingVerdict {
    const views = new Map<Source, OutgoingView>();
    for (const outgoing of sending) {
      const layers = layersOf(outgoing, outbound);
      const bytesSent = layers.reduce((sum, layer) => sum + layer.bytesSent, 0);
      const stats = frames.get(outgoing.transformId);
      if (this.#guardOf(outgoing).leaks({ bytesSent, sealed: stats?.passed ?? 0 })) {
        return { kind: 'unsealed', source: outgoing.source };
      }
      const kbps = this.#rate(outgoing, { at: now, sent: bytesSent });
      views.set(outgoing.source, {
        ...figuresOf(layers),
        source: outgoing.source,
        kbps,
        seal: sealFigures(stats),
      });
    }
    return { kind: 'fine', views };
  }

  #guardOf(outgoing: Outgoing): SealGuard {
    const guard = this.#guards.get(outgoing) ?? new SealGuard();
    this.#guards.set(outgoing, guard);
    return guard;
  }

  #rate(outgoing: Outgoing, now: { at: number; sent: number }): number {
    const last = this.#last.get(outgoing);
    this.#last.set(outgoing, now);
    if (last === undefined || now.sent < last.sent || now.at <= last.at) return 0;
    return Math.round(((now.sent - last.sent) * 8) / (now.at - last.at));
  }
}

export interface OutgoingReading {
  outbound: readonly Outbound[];
  frames: ReadonlyMap<string, TransformStats>;
  now: number;
}

function layersOf({ producer }: Outgoing, outbound: readonly Outbound[]): Outbound[] {
  const { mid } = producer.rtpParameters;
  return mid === undefined ? [] : outbound.filter((stream) => stream.mid === mid);
}

type Figures = Pick<OutgoingView, 'width' | 'height' | 'framesPerSecond' | 'limitedBy'>;

/** Of the largest layer that is sent. */
function figuresOf(layers: readonly Outbound[]): Figures {
  const top = layers.toSorted((a, b) => b.frameHeight - a.frameHeight)[0];
  if (top === undefined) return { width: 0, height: 0, framesPerSecond: 0, limitedBy: 'none' };
  return {
    width: top.frameWidth,
    height: top.frameHeight,
    framesPerSecond: Math.round(top.framesPerSecond),
    limitedBy: top.qualityLimitationReason,
  };
}
