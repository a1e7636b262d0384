import { RefusedError } from '@conclave/shared/RefusedError';
import { describe, expect, it } from 'vitest';
import type { NetworkPath } from '../media/statsReport.ts';
import { ConnectionCheck, verdictOf, type ConnectionCheckOptions } from './ConnectionCheck.ts';
import { relayKind } from './tryRelay.ts';
import type { WayForMedia } from './WayForMedia.ts';

const direct: NetworkPath = {
  ...{ protocol: 'udp', relayed: false, roundTripMs: 20, availableKbps: undefined },
};

function checkOf({ way = {}, ...options }: Change = {}): ConnectionCheck {
  return new ConnectionCheck({
    missingFeatures: () => [],
    openWay: () => Promise.resolve({ ...goodWay, ...way }),
    trySocket: () => Promise.resolve('open'),
    now: () => 0,
    changed: () => undefined,
    ...options,
  });
}

type Change = Partial<ConnectionCheckOptions> & { readonly way?: Partial<WayForMedia> };

const goodWay: WayForMedia = {
  connect: () => Promise.resolve(direct),
  tryRelay: () => Promise.resolve(true),
  end: () => Promise.resolve(),
};
const failing = (): Promise<never> => Promise.reject(new Error('no'));

describe('ConnectionCheck', () => {
  it('has no verdict before it was asked', () => {
    expect(verdictOf(checkOf().findings)).toBeUndefined();
  });

  it.each<[string, Change, string]>([
    ['all is well', {}, 'works'],
    ['there is no relay', { way: { tryRelay: () => Promise.resolve(undefined) } }, 'works'],
    ['no relay answers, but none is needed', { way: { tryRelay: failing } }, 'works'],
    ['media go over TCP', via({ protocol: 'tcp' }), 'detour'],
    ['media go through a relay', via({ relayed: true }), 'detour'],
    ['the server is far', via({ roundTripMs: 301 }), 'detour'],
    ['the browser does not say how far it is', via({ roundTripMs: undefined }), 'works'],
    ['the page is outdated', { trySocket: () => Promise.resolve('outdated') }, 'detour'],
    ['WebSockets are stopped', { trySocket: () => Promise.resolve('closed') }, 'fails'],
    ['the socket throws', { trySocket: failing }, 'fails'],
    ['no way for media is found', { way: { connect: failing } }, 'fails'],
    ['the server does not answer', { openWay: failing }, 'fails'],
    ['the browser cannot encrypt', { missingFeatures: () => ['frames'] }, 'fails'],
    ['the browser has no WebRTC', { missingFeatures: () => ['webrtc'] }, 'fails'],
  ])('when %s', async (_what, change, verdict) => {
    const check = checkOf(change);
    await check.run();
    expect(verdictOf(check.findings)).toBe(verdict);
    const states = Object.values(check.findings).map(({ state }) => state);
    expect(states).not.toContain('waiting');
    expect(states).not.toContain('running');
  });

  it('tells a server that has no place for one more test from one that does not answer', async () => {
    const refused = (code: 'tooMany' | 'unavailable') => (): Promise<never> =>
      Promise.reject(new RefusedError(code));
    const said = async (openWay: () => Promise<never>): Promise<unknown> => {
      const check = checkOf({ openWay });
      await check.run();
      return check.findings.server;
    };
    expect(await said(refused('tooMany'))).toEqual({ state: 'bad', busy: true });
    expect(await said(refused('unavailable'))).toEqual({ state: 'bad' });
    expect(await said(failing)).toEqual({ state: 'bad' });
  });

  it('tells the server that it is over, also when something failed', async () => {
    let ended = 0;
    const end = (): Promise<void> => Promise.resolve(void (ended += 1));
    await checkOf({ way: { connect: failing, end } }).run();
    expect(ended).toBe(1);
  });

  it('runs once at a time, and anew when asked again', async () => {
    let opened = 0;
    const openWay = (): Promise<WayForMedia> => {
      opened += 1;
      return Promise.resolve(goodWay);
    };
    const check = checkOf({ openWay });
    await Promise.all([check.run(), check.run()]);
    expect(opened).toBe(1);
    await check.run();
    expect(opened).toBe(2);
  });
});

function via(path: Partial<NetworkPath>): Change {
  return { way: { connect: () => Promise.resolve({ ...direct, ...path }) } };
}

describe('relayKind', () => {
  it.each([
    ['turn:a.example:3478?transport=udp', 'udp'],
    ['turn:a.example', 'udp'],
    ['turn:a.example:3478?transport=tcp', 'tcp'],
    ['turns:a.example:443?transport=tcp', 'tls'],
    ['stun:a.example', undefined],
  ])('%s is %s', (url, kind) => {
    expect(relayKind(url)).toBe(kind);
  });
});
