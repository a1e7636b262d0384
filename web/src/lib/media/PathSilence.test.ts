import { describe, expect, it } from 'vitest';
import { LOOK_MS, PathSilence } from './PathSilence.ts';

type Look = readonly [sent: number, came: number];

/** Looks as [packets sent, bytes that came] since the one before; how long the path was silent at each. */
function follow(...looks: readonly Look[]): number[] {
  const silence = new PathSilence();
  let [packetsSent, bytesReceived, now] = [100, 1_000, 0];
  silence.look({ packetsSent, bytesReceived }, now);
  return looks.map(([sent, came]) => {
    packetsSent += sent;
    bytesReceived += came;
    now += LOOK_MS;
    return silence.look({ packetsSent, bytesReceived }, now);
  });
}

const answered: Look = [12, 170];
const silent: Look = [12, 0];
const times = (count: number, look: Look): Look[] => Array.from({ length: count }, () => look);

describe('[T06] a path on which nothing comes back', () => {
  it('is silent for as long as nothing came', () => {
    const all = follow(...times(6, answered), ...times(4, silent), answered, silent);
    expect(all).toEqual([0, 0, 0, 0, 0, 0, 250, 500, 750, 1_000, 0, 0]);
  });

  it.each([
    ['nothing was said on it', [...times(6, answered), ...times(20, [0, 0] as const)]],
    ['hardly anything was said', [...times(6, answered), [9, 0] as const]],
    ['it was never answered on', times(20, silent)],
    ['answers are rare', Array.from({ length: 40 }, (_, at) => (at % 6 ? answered : silent))],
    ['another path counts anew', [...times(6, answered), [12, -900] as const]],
  ])('is not called silent where %s', (_what, looks) => {
    expect(Math.max(...follow(...looks))).toBe(0);
  });

  it.each([
    ['a mute', [...times(12, [0, 0] as const), silent], 250],
    ['words nobody answered, then a mute', [silent, ...times(12, [0, 0] as const), silent], 250],
    ['a microphone that was let go', [[-500, 0] as const, silent, silent], 500],
  ])('counts from the first word after %s', (_what, looks, ms) => {
    expect(follow(...times(6, answered), ...looks).at(-1)).toBe(ms);
  });

  it('counts what was said since, not in the last look', () => {
    const all = follow(...times(6, answered), [4, 0], [4, 0], [4, 0]);
    expect(all.slice(6)).toEqual([0, 0, 750]);
  });

  it('with a fifth of the packets lost it hardly ever is for a second', () => {
    // Two or three answers in each look, of which each is lost with one in five: a fixed drawing of them.
    let state = 20_261_122;
    const lost = (): boolean => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31 < 0.2;
    };
    const looks = Array.from({ length: 4 * 3_600 }, (): Look => {
      const came = [lost(), lost(), lost()].filter((gone) => !gone).length;
      return [12, came * 60];
    });
    expect(Math.max(...follow(...looks))).toBeLessThan(1_000);
  });
});
