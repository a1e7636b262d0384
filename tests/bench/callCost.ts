import { chromium, type Browser, type Page } from '@playwright/test';
import { arrive, copyLink, freshPage, newMeeting, organizer, room } from '../e2e/support/host.ts';
import { childrenOf } from '../support/processes.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { benchBrowser } from './benchBrowser.ts';
import { cpuSeconds, threadSeconds } from './cpu.ts';

const SETTLE_MS = 8_000;
const MEASURE_MS = 10_000;

export interface CallSize {
  readonly people: number;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** What a call cost a browser: cores used by all its processes, and pictures decoded. */
export interface CallCost {
  readonly cores: number;
  /** Of them, those of its workers' threads. */
  readonly workers: number;
  /** Decoded per second, of all tiles of others on all pages. */
  readonly pictures: number;
}

/** Holds one call in one browser, everybody a context of it, and measures while it runs. */
export async function callCost(webDir: string | undefined, size: CallSize): Promise<CallCost> {
  const server = await startServer(webDir === undefined ? {} : { env: { WEB_DIR: webDir } });
  const running = await chromium.launchServer(benchBrowser());
  const browser = await chromium.connect(running.wsEndpoint());
  try {
    const pages = await holdCall(browser, server, size);
    await sleep(SETTLE_MS);
    const pid = running.process().pid ?? 0;
    const [cpu, decoded, started] = [treeSeconds(pid), await decodedOn(pages), performance.now()];
    const inWorkers = treeSeconds(pid, workerSeconds);
    await sleep(MEASURE_MS);
    const seconds = (performance.now() - started) / 1000;
    const cores = (treeSeconds(pid) - cpu) / seconds;
    const workers = (treeSeconds(pid, workerSeconds) - inWorkers) / seconds;
    return { cores, workers, pictures: ((await decodedOn(pages)) - decoded) / seconds };
  } finally {
    await browser.close();
    await running.close();
    await server.remove();
  }
}

async function holdCall(browser: Browser, server: RunningServer, size: CallSize): Promise<Page[]> {
  const pages: Page[] = [];
  while (pages.length < size.people) {
    const page = await freshPage(browser, server);
    await page.addInitScript(limitCamera, size);
    await page.addInitScript(countDecoded);
    pages.push(page);
  }
  const [host, ...guests] = pages;
  if (host === undefined) throw new Error('nobody is there');
  await organizer(host);
  await newMeeting(host);
  await devicesOn(host);
  await host.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await room(host).waitFor();
  const link = await copyLink(host);
  for (const [at, guest] of guests.entries()) {
    await arrive(guest, link, `Guest ${at}`);
    await devicesOn(guest);
    await guest.getByRole('button', { name: 'Join', exact: true }).click();
    await room(guest).waitFor();
  }
  for (const page of pages) {
    const live = page.locator('[data-tile=camera]:not([data-self])[data-picture=live]');
    await live.nth(size.people - 2).waitFor();
  }
  return pages;
}

async function devicesOn(page: Page): Promise<void> {
  await page.locator('.self[data-camera=on][data-microphone=on]').waitFor();
}

/** In the page: the camera gives this and no more. */
function limitCamera({ width, height, framesPerSecond }: CallSize): void {
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (wanted) => {
    if (wanted?.video === undefined || wanted.video === false) return ask(wanted);
    const frameRate = { ideal: framesPerSecond, max: framesPerSecond };
    const video = { width: { exact: width }, height: { exact: height }, frameRate };
    return ask({ ...wanted, video });
  };
}

/** In the page: keeps hold of all connections, so that their figures can be read. */
function countDecoded(): void {
  const all: RTCPeerConnection[] = [];
  const Original = RTCPeerConnection;
  class Counted extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      all.push(this);
    }
  }
  Object.assign(globalThis, { RTCPeerConnection: Counted, connectionsOfPage: all });
}

async function decodedOn(pages: readonly Page[]): Promise<number> {
  const counts = await Promise.all(pages.map((page) => page.evaluate(decodedHere)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function decodedHere(): Promise<number> {
  let decoded = 0;
  const all: unknown = Reflect.get(globalThis, 'connectionsOfPage');
  for (const connection of Array.isArray(all) ? all : []) {
    if (!(connection instanceof RTCPeerConnection)) continue;
    for (const [, entry] of await connection.getStats()) {
      const frames: unknown = Reflect.get(Object(entry), 'framesDecoded');
      if (typeof frames === 'number') decoded += frames;
    }
  }
  return decoded;
}

/** CPU time of a process and of all below it. A browser ends processes when it likes: one that is gone counts nothing. */
function treeSeconds(pid: number, secondsOf = cpuSeconds): number {
  try {
    const below = childrenOf(pid).map((child) => treeSeconds(child, secondsOf));
    return below.reduce((sum, seconds) => sum + seconds, secondsOf(pid));
  } catch (error) {
    if (hasEnded(error)) return 0;
    throw error;
  }
}

/** Reading `/proc` of a process that has just ended fails with either of the two. */
function hasEnded(error: unknown): boolean {
  const code: unknown = Reflect.get(Object(error), 'code');
  return code === 'ENOENT' || code === 'ESRCH';
}

function workerSeconds(pid: number): number {
  return [...threadSeconds(pid, 'DedicatedWorker').values()].reduce((sum, one) => sum + one, 0);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
