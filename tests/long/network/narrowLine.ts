import type { Page } from '@playwright/test';
import { Cable } from '../../support/Cable.ts';
import { bothSeen } from '../liveMeeting.ts';
import { callAcross } from './callAcross.ts';
import { mediaFigures, sharesBetween, type MediaShares } from './mediaFigures.ts';
import type { NarrowRound } from './narrowRounds.ts';
import { givenPlace } from './Place.ts';

// T08, inside a network namespace, see runBeyond.ts: a guest whose line becomes narrow in both directions, and
// wide again. Prints a line for each width, and at the end one with all of them.

const KBIT = [300, 100] as const;
/** Until pictures have all that they ever get, and as long as that is measured. */
const [SETTLED_MS, WIDE_MS] = [20_000, 10_000];
const NARROW_MS = 60_000;
/** Pictures come in bursts: a share of them is looked at over this. */
const WINDOW_MS = 2_000;
const RECOVERED = 0.8;
const GIVE_UP_MS = 60_000;

const { cable: ends, rounds } = givenPlace();
const cable = new Cable(ends);
const call = await callAcross({ cable: ends });
try {
  await bothSeen(call);
  await call.bothHeard();
  const all: NarrowRound[] = [];
  while (all.length < rounds * KBIT.length) {
    const round = await narrow(KBIT[all.length % KBIT.length] ?? 0);
    all.push(round);
    process.stdout.write(`${JSON.stringify(round)}\n`);
  }
  process.stdout.write(`${JSON.stringify(all)}\n`);
} finally {
  await call.close();
}

async function narrow(kbit: number): Promise<NarrowRound> {
  const { host, guest } = call;
  await pause(SETTLED_MS);
  const [wideHost, wideGuest] = await both((page) => received(page, WIDE_MS));
  cable.narrow(kbit);
  const [thinHost, thinGuest] = await both((page) => received(page, NARROW_MS));
  const heard = await call.bothHeard().then(
    () => true,
    () => false,
  );
  cable.widen();
  const [hostMs, guestMs] = await Promise.all([
    recovered(host, wideHost.videoKbps * RECOVERED),
    recovered(guest, wideGuest.videoKbps * RECOVERED),
  ]);
  return {
    kbit,
    heard,
    reopened: thinHost.reopened + thinGuest.reopened,
    host: row(wideHost, thinHost, hostMs),
    guest: row(wideGuest, thinGuest, guestMs),
  };
}

function row(wide: MediaShares, thin: MediaShares, recoveredMs: number): NarrowRound['host'] {
  return {
    concealed: thin.concealed,
    wideKbps: Math.round(wide.videoKbps),
    narrowKbps: Math.round(thin.videoKbps),
    recoveredMs,
  };
}

async function both<T>(look: (page: Page) => Promise<T>): Promise<[T, T]> {
  return Promise.all([look(call.host), look(call.guest)]);
}

/** What comes within this time from now. */
async function received(page: Page, ms: number): Promise<MediaShares> {
  const [before, from] = [await mediaFigures(page), performance.now()];
  await pause(ms);
  return sharesBetween(before, await mediaFigures(page), performance.now() - from);
}

/** How long it takes from now until pictures come at this rate. */
async function recovered(page: Page, kbps: number): Promise<number> {
  const from = performance.now();
  for (;;) {
    const { videoKbps } = await received(page, WINDOW_MS);
    const ms = Math.round(performance.now() - from);
    if (videoKbps >= kbps || ms > GIVE_UP_MS) return ms;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
