import { describe, expect, it } from 'vitest';
import { figuresBetween, noFigures, qualityOf, SteadyQuality } from './quality.ts';
import { inboundStreams, networkPath, type Inbound } from './statsReport.ts';

const reading = (timestamp: number, more: Partial<Inbound> = {}): Inbound => ({
  type: 'inbound-rtp',
  ssrc: 1,
  timestamp,
  bytesReceived: 0,
  packetsReceived: 0,
  packetsLost: 0,
  nackCount: 0,
  jitter: 0,
  framesReceived: 0,
  framesDecoded: 0,
  framesPerSecond: 0,
  frameWidth: 0,
  frameHeight: 0,
  freezeCount: 0,
  concealedSamples: 0,
  silentConcealedSamples: 0,
  totalSamplesReceived: 0,
  ...more,
});

describe('figures between two readings', () => {
  it('are rates over the time between, not totals', () => {
    const figures = figuresBetween(
      reading(1000, { bytesReceived: 100_000, packetsReceived: 900, packetsLost: 10 }),
      reading(3000, { bytesReceived: 350_000, packetsReceived: 990, packetsLost: 20 }),
    );
    expect(figures).toMatchObject({ kbps: 1000, lossPercent: 10 });
  });

  it('do not jump when a stream begins anew, or is read for the first time', () => {
    const now = reading(2000, { bytesReceived: 5000, packetsLost: 7, packetsReceived: 9 });
    expect(figuresBetween(reading(1000, { bytesReceived: 900_000 }), now).kbps).toBe(0);
    expect(figuresBetween(undefined, now)).toMatchObject({ kbps: 0, lossPercent: 0 });
  });
});

describe('made-up sound', () => {
  it('is not the silence of somebody who is muted', () => {
    const silent = { concealedSamples: 48_000, silentConcealedSamples: 47_000 };
    const now = reading(2000, { ...silent, totalSamplesReceived: 48_000 });
    expect(figuresBetween(reading(1000), now)).toMatchObject({ concealedPercent: 2.1 });
  });
});

describe('quality', () => {
  it.each([
    [{}, 'good'],
    [{ lossPercent: 1.9, jitterMs: 39 }, 'good'],
    [{ lossPercent: 2 }, 'fair'],
    [{ freezes: 1 }, 'fair'],
    [{ concealedPercent: 12 }, 'poor'],
    [{ jitterMs: 200, lossPercent: 3 }, 'poor'],
  ])('%j is %s', (figures, quality) => {
    expect(qualityOf({ ...noFigures, ...figures })).toBe(quality);
  });

  it('shows a bad second not at all, two at once, and the end of it after five good ones', () => {
    const steady = new SteadyQuality();
    expect(
      ['poor', 'good', 'poor', 'poor'].map((q) => steady.see(q === 'poor' ? q : 'good')),
    ).toEqual(['good', 'good', 'good', 'poor']);
    expect([1, 2, 3, 4, 5].map(() => steady.see('good'))).toEqual([
      'poor',
      'poor',
      'poor',
      'poor',
      'good',
    ]);
  });
});

describe('a report of the browser', () => {
  it('is read without its strange entries', () => {
    const report = new Map<string, unknown>([
      ['a', { type: 'inbound-rtp', ssrc: 7, timestamp: 1, bytesReceived: 12 }],
      ['b', { type: 'inbound-rtp', ssrc: 'seven', timestamp: 1 }],
      ['c', null],
      ['p', { type: 'candidate-pair', localCandidateId: 'x', currentRoundTripTime: 0.04 }],
      [
        'q',
        {
          type: 'candidate-pair',
          localCandidateId: 'l',
          nominated: true,
          state: 'succeeded',
          currentRoundTripTime: 0.02,
        },
      ],
      [
        'l',
        {
          type: 'local-candidate',
          id: 'l',
          protocol: 'udp',
          candidateType: 'relay',
          relayProtocol: 'tls',
        },
      ],
    ]);
    expect([...inboundStreams(report).keys()]).toEqual([7]);
    expect(networkPath(report)).toEqual({
      protocol: 'tls',
      relayed: true,
      roundTripMs: 20,
      availableKbps: undefined,
    });
  });
});
