import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PathWatch } from './PathWatch.ts';

/** A path by hand: whether anything comes back on it, and whether the server answers. */
class Stage {
  readonly heard: string[] = [];
  comes = true;
  /** Whether others are heard. */
  othersCome = false;
  answers: () => Promise<void> = () => Promise.resolve();
  readonly watch: PathWatch;
  #sent = 0;
  #received = 0;
  #fromOthers = 0;

  constructor() {
    const heard = this.heard;
    this.watch = new PathWatch({
      doubt: () => void heard.push('doubt'),
      reach: () => {
        heard.push('ping');
        return this.answers();
      },
      getStats: () => Promise.resolve(this.#report()),
      getOtherStats: () => Promise.resolve(this.#others()),
      now: () => performance.now(),
      onSilent: () => void heard.push('silent'),
    });
  }

  #report(): RTCStatsReport {
    this.#sent += 12;
    if (this.comes) this.#received += 100;
    return new Map<string, unknown>([
      ['out', { type: 'outbound-rtp', timestamp: 0, packetsSent: this.#sent }],
      ['pair', { type: 'candidate-pair', localCandidateId: 'l', bytesReceived: this.#received }],
    ]);
  }

  #others(): RTCStatsReport {
    if (this.othersCome) this.#fromOthers += 100;
    const pair = { type: 'candidate-pair', localCandidateId: 'l', bytesReceived: this.#fromOthers };
    return new Map<string, unknown>([['pair', pair]]);
  }
}

let stage: Stage;
beforeEach(async () => {
  vi.useFakeTimers();
  stage = new Stage();
  await vi.advanceTimersByTimeAsync(3_000);
});
afterEach(() => {
  stage.watch.close();
  vi.useRealTimers();
});

describe('[T06] what is sent and does not arrive', () => {
  it('makes nothing of half a second', async () => {
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(250);
    stage.comes = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.heard).toEqual([]);
  });

  it('makes signaling doubtful first', async () => {
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(stage.heard).toEqual(['doubt']);
  });

  it('has media opened anew when the server is there all the same', async () => {
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(1_250);
    expect(stage.heard).not.toContain('ping');
    await vi.advanceTimersByTimeAsync(250);
    expect(stage.heard.slice(-2)).toEqual(['ping', 'silent']);
  });

  it('is asked about once in a silence, and again in the next', async () => {
    const asked = (): number => stage.heard.filter((what) => what === 'ping').length;
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked()).toBe(1);
    stage.comes = true;
    await vi.advanceTimersByTimeAsync(3_000);
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked()).toBe(2);
  });

  it('is left alone when an answer came on the path before the one of the server', async () => {
    stage.answers = () => {
      stage.comes = true;
      return Promise.resolve();
    };
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stage.heard).toContain('ping');
    expect(stage.heard).not.toContain('silent');
  });

  it('[T08] is nothing to doubt while others are heard, and is when they fall silent too', async () => {
    stage.comes = false;
    stage.othersCome = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.heard).toEqual([]);
    expect(stage.watch.isHeard).toBe(true);
    stage.othersCome = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(stage.heard).toEqual(['doubt']);
    expect(stage.watch.isHeard).toBe(false);
    await vi.advanceTimersByTimeAsync(1_250);
    expect(stage.heard.filter((what) => what !== 'doubt')).toEqual(['ping', 'silent']);
  });

  it('waits for the server where the whole network is away', async () => {
    let answered = (): void => undefined;
    stage.answers = () => new Promise((resolve) => (answered = resolve));
    stage.comes = false;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(stage.heard.filter((what) => what === 'ping')).toHaveLength(1);
    expect(stage.heard).not.toContain('silent');
    stage.comes = true;
    await vi.advanceTimersByTimeAsync(250);
    answered();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stage.heard).not.toContain('silent');
  });

  it('is not looked at any more once it was closed', async () => {
    stage.comes = false;
    stage.watch.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.heard).toEqual([]);
  });
});
