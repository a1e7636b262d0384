import type { ConnectionTest } from '@conclave/shared/wire/connectionTestApi';
import type { NetworkPath } from '../media/statsReport.ts';
import { plainIceServer } from '../media/plainIceServer.ts';
import type { ConnectionTestApi } from './ConnectionTestApi.ts';
import { tryMedia } from './tryMedia.ts';
import { relayKind, tryRelay, type RelayKind } from './tryRelay.ts';

/** A way of media that the server opened for trying. */
export interface WayForMedia {
  connect(): Promise<NetworkPath>;
  /** Undefined if the server offers no relay of this kind. */
  tryRelay(kind: RelayKind): Promise<boolean | undefined>;
  end(): Promise<void>;
}

export async function openWay(
  api: ConnectionTestApi,
  wait: (ms: number) => Promise<void>,
): Promise<WayForMedia> {
  const test = await api.open();
  return {
    connect: () => tryMedia(test, api, wait),
    tryRelay: (kind) => tryOfKind(test, kind, wait),
    // It ends by itself, too.
    end: () => api.end(test.send.id).catch(() => undefined),
  };
}

async function tryOfKind(
  { iceServers }: ConnectionTest,
  kind: RelayKind,
  wait: (ms: number) => Promise<void>,
): Promise<boolean | undefined> {
  const offered = iceServers
    .map((server) => ({ ...server, urls: server.urls.filter((url) => relayKind(url) === kind) }))
    .filter(({ urls }) => urls.length > 0);
  if (offered.length === 0) return undefined;
  for (const server of offered) if (await tryRelay(plainIceServer(server), wait)) return true;
  return false;
}
