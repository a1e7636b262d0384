import { execFileSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { devicesOn } from '../../e2e/proof/meeting.ts';
import { HOST } from '../../e2e/proof/people.ts';
import { arrive, room } from '../../e2e/support/host.ts';
import { expectFrames, tileOf } from '../../e2e/support/tiles.ts';
import { Cable } from '../../support/Cable.ts';
import { bothSeen } from '../liveMeeting.ts';
import { BadLine } from './BadLine.ts';
import { callAcross } from './callAcross.ts';
import type { LossyCall, LossyRound } from './lossyRounds.ts';
import { mediaFigures, sharesBetween, type MediaFigures } from './mediaFigures.ts';
import { givenPlace } from './Place.ts';
import { refusedFrames, showFigures } from './refusedFrames.ts';

// T07, inside a network namespace, see runBeyond.ts: a guest whose line loses packets in both directions and
// takes its time. Prints a line for each share of losses, and at the end one with all of it.

const PERCENT = [5, 10, 20] as const;
const [DELAY_MS, JITTER_MS] = [50, 10];
const MEASURED_MS = 60_000;
const RTC_PORT = 40_000;
const NEWCOMER = 'Lena Brandt';
const GIVE_UP_MS = 60_000;

interface Readings {
  readonly refused: number;
  readonly host: MediaFigures;
  readonly guest: MediaFigures;
}

const { cable: ends, rounds, seed } = givenPlace();
const { address, near } = ends;
const cable = new Cable(ends);
/** Beside the server's own, and the only one that browsers are told of for media. */
const announced = address.replace(/\d+$/u, '2');
execFileSync('ip', ['addr', 'add', `${announced}/24`, 'dev', near]);
const line = await BadLine.open({
  at: { address: announced, port: RTC_PORT },
  to: { address, port: RTC_PORT },
  isBad: (from) => from !== address && from !== announced,
  seed,
});
const env = { RTC_PORT: String(RTC_PORT), RTC_ANNOUNCED: announced };
const call = await callAcross({ cable: ends, env });
try {
  await bothSeen(call);
  await call.bothHeard();
  for (const page of [call.host, call.guest]) await showFigures(page);
  const all: LossyRound[] = [];
  while (all.length < rounds * PERCENT.length) {
    const round = await lose(PERCENT[all.length % PERCENT.length] ?? 0);
    all.push(round);
    process.stdout.write(`${JSON.stringify(round)}\n`);
  }
  const found: LossyCall = { rounds: all, joinedMs: await joinedMs() };
  process.stdout.write(`${JSON.stringify(found)}\n`);
} finally {
  await call.close();
  line.close();
}

async function lose(percent: number): Promise<LossyRound> {
  const { host, guest } = call;
  worsen(percent);
  const [before, from] = [await readings(), performance.now()];
  await pause(MEASURED_MS);
  const [after, ms] = [await readings(), performance.now() - from];
  await bothSeen(call);
  return {
    percent,
    host: sharesBetween(before.host, after.host, ms),
    guest: sharesBetween(before.guest, after.guest, ms),
    refused: after.refused - before.refused,
  };

  async function readings(): Promise<Readings> {
    const refused = (await refusedFrames(host)) + (await refusedFrames(guest));
    return { refused, host: await mediaFigures(host), guest: await mediaFigures(guest) };
  }
}

/** Signaling loses as many packets as media do. */
function worsen(percent: number): void {
  line.become({ lossPermille: percent * 10, delayMs: DELAY_MS, jitterMs: JITTER_MS });
  cable.lose(percent, 'tcp');
}

/** Somebody new, at the door already when the line becomes as bad as it gets. */
async function joinedMs(): Promise<number> {
  const { host, link } = call;
  worsen(0);
  await call.guest.close();
  const newcomer = await call.another();
  await arrive(newcomer, link, NEWCOMER);
  await devicesOn(newcomer);
  worsen(Math.max(...PERCENT));
  const from = performance.now();
  await newcomer.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(room(newcomer)).toBeVisible({ timeout: GIVE_UP_MS });
  await Promise.all([
    expectFrames(tileOf(host, NEWCOMER), GIVE_UP_MS),
    expectFrames(tileOf(newcomer, HOST), GIVE_UP_MS),
  ]);
  return Math.round(performance.now() - from);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
