import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    remoteDescriptions: string[];
  }
}

/** Keeps what the pages of this context are told to send and to take. Call it before they are opened. */
export async function keepDescriptions(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.remoteDescriptions = [];
    window.RTCPeerConnection = class extends RTCPeerConnection {
      override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
        window.remoteDescriptions.push(description.sdp ?? '');
        return super.setRemoteDescription(description);
      }
    };
  });
}

/** The parts about sound, of what it sends (`recvonly` for the other end) or of what it takes (`sendonly`). */
export async function soundOf(page: Page, direction: 'recvonly' | 'sendonly'): Promise<string[]> {
  const all = await page.evaluate(() => window.remoteDescriptions);
  return all
    .flatMap((sdp) => sdp.split(/^(?=m=)/mu))
    .filter((part) => part.startsWith('m=audio') && part.includes(`a=${direction}`));
}
