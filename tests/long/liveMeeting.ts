import { chromium, expect } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';
import { percentile } from '../bench/Row.ts';
import { meet, type Meeting } from '../e2e/proof/meeting.ts';
import { GUEST, HOST } from '../e2e/proof/people.ts';
import { startRoomServer } from '../e2e/support/roomServer.ts';
import { expectFrames, tileOf } from '../e2e/support/tiles.ts';
import type { RunningServer } from '../support/server.ts';
import type { LongResult } from './LongTest.ts';

/** Who is not seen again by then stays away. */
const GIVE_UP_MS = 90_000;

/** Two people with real browsers whose meeting is broken again and again. */
interface LiveMeeting {
  readonly server: RunningServer;
  /** How long it takes from now until both see each other move again, each once. */
  readonly seenAgainMs: () => Promise<number>;
}

/** Holds a meeting, and lets something be done with it. */
export async function liveMeeting<T>(work: (meeting: LiveMeeting) => Promise<T>): Promise<T> {
  const server = await startRoomServer();
  const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
  try {
    const meeting = await meet(browser, server);
    await bothSeen(meeting);
    const seenAgainMs = async (): Promise<number> => {
      const since = performance.now();
      await bothSeen(meeting);
      return performance.now() - since;
    };
    return await work({ server, seenAgainMs });
  } finally {
    await browser.close();
    await server.remove();
  }
}

/** Resolves when both see each other move, and nobody twice. */
export async function bothSeen({ host, guest }: Meeting): Promise<void> {
  await Promise.all([
    expectFrames(tileOf(host, GUEST), GIVE_UP_MS),
    expectFrames(tileOf(guest, HOST), GIVE_UP_MS),
  ]);
  for (const page of [host, guest]) await expect(page.getByRole('figure')).toHaveCount(2);
}

/** Whether 95 of 100 came back in time, and the slowest not too late. */
export function judged(
  times: readonly number[],
  limits: { p95Ms: number; maxMs?: number },
): LongResult {
  const { p95Ms, maxMs = Number.POSITIVE_INFINITY } = limits;
  const [p50, p95, max] = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)];
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const most = Number.isFinite(maxMs) ? `, most ${seconds(maxMs)}` : '';
  return {
    passed: p95 <= p95Ms && max <= maxMs,
    figures: `both seen again: median ${seconds(p50)}, p95 ${seconds(p95)}, most ${seconds(max)} (asked for: p95 ${seconds(p95Ms)}${most})`,
  };
}
