import type { OutgoingView } from './MediaView.ts';
import type { Sending } from './Sending.ts';
import { networkPath, pictureRoundTripMs } from './statsReport.ts';
import { ThinLine } from './ThinLine.ts';
import { WiderLine } from './WiderLine.ts';

/** Makes what is sent fit the line it goes over [T08]. */
export class LineFit {
  readonly #sending: Sending;
  readonly #thin = new ThinLine();
  readonly #wider = new WiderLine();

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  /** Whether the line has no room for own pictures. */
  get picturesYield(): boolean {
    return this.#thin.yields;
  }

  /** Once a second, with the statistics of the connection that sends and what was made of them. */
  look(report: RTCStatsReport, views: Iterable<OutgoingView>, now: number): void {
    const sendsPictures = this.#sending.outgoing.some(
      ({ producer }) => producer.kind === 'video' && !producer.paused,
    );
    const { availableKbps, roundTripMs } = networkPath(report) ?? {};
    // What was said before a rest is still there after it, and of no use.
    const isSteady = sendsPictures && !this.#thin.isCareful;
    const pictureMs = isSteady ? pictureRoundTripMs(report) : undefined;
    const answerMs = roundTripMs === undefined ? undefined : Math.max(roundTripMs, pictureMs ?? 0);
    this.#thin.look({ availableKbps, roundTripMs: answerMs, sendsPictures, now });
    const sent = [...views];
    const isWider = this.#wider.look({
      availableKbps,
      sentKbps: sent.reduce((sum, { kbps }) => sum + kbps, 0),
      isLimited: sent.some(({ limitedBy }) => limitedBy === 'bandwidth'),
    });
    // Refused by what was closed meanwhile; what is begun later begins with the right size.
    this.#sending.fitSound(this.picturesYield).catch(() => undefined);
    this.#sending.fitPictures(this.#thin.isCareful).catch(() => undefined);
    if (isWider) this.#sending.lookAnew().catch(() => undefined);
  }
}
