import type { BrowserContext, Page, WebSocket } from '@playwright/test';
import { text } from '@conclave/shared/text/en/room';
import { GUEST } from '../../e2e/proof/people.ts';

/** A message of socket.io, with or without binary parts and a number to answer to. */
const NAMED = /^4[25](?:\d+-)?\d*\["(\w+)"/u;

/** What is said on the screen of somebody who came or went. */
const SAID = [
  text.events.joined({ name: GUEST }),
  text.events.left({ name: GUEST }),
  text.events.tidied({ names: GUEST }),
];

/** What another participant notices of a guest whose network changes: nothing, at best. */
export class Onlooker {
  #commits = 0;

  /** Looks over the shoulder of whoever is in this context, which has opened nothing yet. */
  constructor(context: BrowserContext) {
    for (const page of context.pages()) page.on('websocket', (socket) => this.#follow(socket));
  }

  /** Begins anew. */
  async begin(page: Page): Promise<void> {
    this.#commits = 0;
    await page.evaluate(collect, SAID);
  }

  /** What was noticed since: how often the group's keys changed, and what was said. */
  async noticed(page: Page): Promise<{ epochs: number; said: string[] }> {
    const said = await page.evaluate(() => {
      const kept: unknown = Reflect.get(window, 'said');
      return Array.isArray(kept) ? kept.map(String) : [];
    });
    return { epochs: this.#commits, said };
  }

  #follow(socket: WebSocket): void {
    const nameOf = (payload: string | Buffer): string | undefined =>
      NAMED.exec(payload.toString())?.[1];
    // Its own commits, and those of others once they count.
    socket.on('framesent', ({ payload }) => {
      if (nameOf(payload) === 'commit') this.#commits += 1;
    });
    socket.on('framereceived', ({ payload }) => {
      if (nameOf(payload) === 'commitFinal') this.#commits += 1;
    });
  }
}

/** In the page: keeps which of these words appear on the screen from now on. */
function collect(words: string[]): void {
  const said: string[] = [];
  Reflect.set(window, 'said', said);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      const news = type === 'characterData' ? [target] : [...addedNodes];
      for (const word of words) {
        if (news.some(({ textContent }) => textContent?.includes(word) === true)) said.push(word);
      }
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}
