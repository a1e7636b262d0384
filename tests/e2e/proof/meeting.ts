import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { RunningServer } from '../../support/server.ts';
import { expect } from '../support/expect.ts';
import { arrive, copyLink, freshPage, newMeeting, organizer, room } from '../support/host.ts';
import { GUEST } from './people.ts';

/** Two people in a meeting, both with camera and microphone. */
export interface Meeting {
  readonly host: Page;
  readonly guest: Page;
  readonly link: string;
}

/** One browser with a context for each, or one for each. */
type Browsers = Browser | { readonly ofHost: Browser; readonly ofGuest: Browser };

/** They meet by a copied link. `prepare` is called before either opens anything. */
export async function meet(
  browsers: Browsers,
  server: RunningServer,
  prepare?: (host: BrowserContext, guest: BrowserContext) => Promise<void>,
): Promise<Meeting> {
  const both = 'ofHost' in browsers ? browsers : { ofHost: browsers, ofGuest: browsers };
  const host = await freshPage(both.ofHost, server);
  const guest = await freshPage(both.ofGuest, server);
  await prepare?.(host.context(), guest.context());
  await organizer(host);
  await newMeeting(host);
  await devicesOn(host);
  await host.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await expect(room(host)).toBeVisible();
  const link = await copyLink(host);
  await arrive(guest, link, GUEST);
  await devicesOn(guest);
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(room(guest)).toBeVisible();
  return { host, guest, link };
}

/** The lobby shows the own picture. Who presses Join before that goes in, and the devices follow. */
export async function devicesOn(page: Page): Promise<void> {
  await expect(page.locator('.self[data-camera=on][data-microphone=on]')).toBeVisible();
}
