import type { Page } from '@playwright/test';

/** What a browser has received of the others, in its own words, since its connections were opened. */
export interface MediaFigures {
  /** Connections that were ever opened: two, unless something was lost. */
  readonly opened: number;
  /** Samples of sound, and those of them that had to be made up. */
  readonly samples: number;
  readonly concealed: number;
  /** How long pictures stood still though they should have moved. */
  readonly frozenMs: number;
  readonly frames: number;
  /** Bytes of pictures. */
  readonly videoBytes: number;
}

/** Of a page whose context has `keepConnections`. */
export function mediaFigures(page: Page): Promise<MediaFigures> {
  return page.evaluate(read);
}

/** In the page. */
async function read(): Promise<MediaFigures> {
  const kept: unknown = Reflect.get(window, 'kept');
  const connections = Array.isArray(kept) ? kept : [];
  const sums = { samples: 0, concealed: 0, frozenMs: 0, frames: 0, videoBytes: 0 };
  for (const connection of connections) {
    if (!(connection instanceof RTCPeerConnection)) continue;
    (await connection.getStats()).forEach((one: Record<string, unknown>) => {
      if (one['type'] !== 'inbound-rtp') return;
      sums.samples += Number(one['totalSamplesReceived'] ?? 0);
      sums.concealed += Number(one['concealedSamples'] ?? 0);
      sums.frozenMs += 1000 * Number(one['totalFreezesDuration'] ?? 0);
      sums.frames += Number(one['framesDecoded'] ?? 0);
      if (one['kind'] === 'video') sums.videoBytes += Number(one['bytesReceived'] ?? 0);
    });
  }
  return { opened: connections.length, ...sums };
}

/** What came between two readings, in shares of it. What closed connections received is not known any more. */
export interface MediaShares {
  readonly concealed: number;
  readonly frozen: number;
  readonly framesPerSecond: number;
  readonly videoKbps: number;
  readonly reopened: number;
}

export function sharesBetween(before: MediaFigures, after: MediaFigures, ms: number): MediaShares {
  const samples = after.samples - before.samples;
  return {
    concealed: samples > 0 ? (after.concealed - before.concealed) / samples : 1,
    frozen: Math.max(0, after.frozenMs - before.frozenMs) / ms,
    framesPerSecond: (Math.max(0, after.frames - before.frames) * 1000) / ms,
    videoKbps: (Math.max(0, after.videoBytes - before.videoBytes) * 8) / ms,
    reopened: after.opened - before.opened,
  };
}
