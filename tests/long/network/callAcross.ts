import { chromium, type BrowserContext, type Page } from '@playwright/test';
import playwrightConfig from '../../../playwright.config.ts';
import { browserIn } from '../../e2e/proof/browserIn.ts';
import { keepConnections } from '../../e2e/proof/keptConnections.ts';
import { meet, type Meeting } from '../../e2e/proof/meeting.ts';
import { freshPage } from '../../e2e/support/host.ts';
import { startRoomServer } from '../../e2e/support/roomServer.ts';
import { expectTone, giveTone } from '../../e2e/support/tone.ts';
import type { CableEnds } from '../../support/Cable.ts';

/** What host and guest say: tones that cannot be taken for each other, nor for noise. */
const [HOST_HERTZ, GUEST_HERTZ] = [440, 660];

export interface CallAcross extends Meeting {
  /** Resolves when both hear what the other says. */
  bothHeard(): Promise<void>;
  /** A browser of somebody else beyond the cable, who has opened nothing yet. */
  another(): Promise<Page>;
  close(): Promise<void>;
}

export interface CallAcrossOptions {
  readonly cable: CableEnds;
  readonly env?: Readonly<Record<string, string>>;
  /** Called before either opens anything. */
  readonly prepare?: (host: BrowserContext, guest: BrowserContext) => Promise<void>;
}

/**
 * A call over a cable: the host's browser is in the network of the server, the guest's in the one beyond.
 * To be called inside the former.
 */
export async function callAcross(options: CallAcrossOptions): Promise<CallAcross> {
  const { cable, env = {}, prepare } = options;
  const { address, beyond } = cable;
  const server = await startRoomServer({ LISTEN: address, RTC_LISTEN: address, ...env });
  const origin = `http://${address}:${new URL(server.origin).port}`;
  const { executablePath = '', args = [] } = playwrightConfig.use?.launchOptions ?? {};
  const program = browserIn(beyond, executablePath);
  // Cameras are for pages that came by TLS, and for those that one says this of.
  const trusting = [...args, `--unsafely-treat-insecure-origin-as-secure=${origin}`];
  const [ofHost, ofGuest] = await Promise.all([
    chromium.launch({ executablePath, args: trusting }),
    chromium.launch({ executablePath: program.path, args: trusting }),
  ]);
  const close = async (): Promise<void> => {
    await Promise.all([ofHost.close(), ofGuest.close()]);
    program.remove();
    await server.remove();
  };
  try {
    const meeting = await meet({ ofHost, ofGuest }, { ...server, origin }, async (host, guest) => {
      await Promise.all([giveTone(host, HOST_HERTZ), giveTone(guest, GUEST_HERTZ)]);
      for (const context of [host, guest]) await context.addInitScript(keepConnections);
      await prepare?.(host, guest);
    });
    const bothHeard = async (): Promise<void> => {
      await expectTone(meeting.host, GUEST_HERTZ);
      await expectTone(meeting.guest, HOST_HERTZ);
    };
    const another = async (): Promise<Page> => {
      const page = await freshPage(ofGuest, { ...server, origin });
      await giveTone(page.context(), GUEST_HERTZ);
      return page;
    };
    return { ...meeting, bothHeard, another, close };
  } catch (error) {
    await close();
    throw error;
  }
}
