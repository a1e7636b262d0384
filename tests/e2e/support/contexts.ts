import type { Browser, BrowserContext } from '@playwright/test';
import type { RunningServer } from '../../support/server.ts';

const opened = new Map<string, Set<BrowserContext>>();

/** A browser of its own at this server: no cookies, nothing stored. It ends with the server at the latest. */
export async function newContext(
  browser: Browser,
  server: Pick<RunningServer, 'origin'>,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  const { origin } = server;
  const context = await browser.newContext({ baseURL: origin, locale: 'en-GB', ...options });
  const all = opened.get(origin) ?? new Set();
  opened.set(origin, all.add(context));
  context.once('close', () => all.delete(context));
  return context;
}

/** Tabs that stay in their calls, looking for a server that is gone, would slow down all tests that follow. */
export function closingContexts<Server extends RunningServer>(server: Server): Server {
  const remove = server.remove.bind(server);
  return Object.assign(server, {
    async remove() {
      await Promise.all([...(opened.get(server.origin) ?? [])].map((one) => one.close()));
      await remove();
    },
  });
}
