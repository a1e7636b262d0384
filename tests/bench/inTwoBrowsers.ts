import { chromium, type Page } from '@playwright/test';
import { copyLink, freshPage, open, organizer, startMeeting } from '../e2e/support/host.ts';
import { startRoomServer } from '../e2e/support/roomServer.ts';
import { benchBrowser } from './benchBrowser.ts';

export interface Meeting {
  /** The copied link of a meeting whose host is inside. */
  readonly link: string;
  /** A page of another person in the same, warm browser. */
  readonly newPage: () => Promise<Page>;
  readonly open: (page: Page, path: string) => Promise<void>;
}

/** Runs something with a real server, a browser, and a host who waits in a meeting. */
export async function inTwoBrowsers<T>(work: (meeting: Meeting) => Promise<T>): Promise<T> {
  const server = await startRoomServer();
  const browser = await chromium.launch(benchBrowser());
  try {
    const host = await freshPage(browser, server);
    await organizer(host);
    await startMeeting(host);
    const link = await copyLink(host);
    return await work({ link, newPage: () => freshPage(browser, server), open });
  } finally {
    await browser.close();
    await server.remove();
  }
}
