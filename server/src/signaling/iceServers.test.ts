import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from '@conclave/shared/Secret';
import { createIceServers, TURN_CREDENTIAL_MS, type TurnSettings } from './iceServers.ts';

const NOW = 1_790_000_000_000;
const clock = { now: () => NOW };
const UDP = 'turn:turn.example.org:3478?transport=udp';
const TCP = 'turn:turn.example.org:3478?transport=tcp';
const TLS = 'turns:turn.example.org:443?transport=tcp';

const settings = (only = false): TurnSettings => {
  return { urls: [TLS, TCP, UDP], secret: new Secret('shared secret'), only };
};
const withTurn = (turn: TurnSettings | undefined): ReturnType<typeof createIceServers> =>
  createIceServers({ turn, clock, randomBytes });

describe('relays for a peer', () => {
  it('[T10] come with a credential that lasts at most two hours and that the relay can check', () => {
    const [server] = withTurn(settings())().iceServers;
    const { username = '', credential } = server ?? {};
    const expiresAt = Number(username.split(':')[0]) * 1000;
    expect(expiresAt).toBe(NOW + TURN_CREDENTIAL_MS);
    expect(TURN_CREDENTIAL_MS).toBeLessThanOrEqual(2 * 60 * 60 * 1000);
    const expected = createHmac('sha1', 'shared secret').update(username).digest('base64');
    expect(credential).toBe(expected);
  });

  it('[R45] tell nobody that two of them were for the same person', () => {
    const relays = withTurn(settings());
    const names = [relays(), relays()].map(({ iceServers }) => iceServers[0]?.username);
    expect(names[0]).not.toBe(names[1]);
    expect(names[0]).toMatch(/^\d{10}:[\w-]{12}$/u);
  });

  it('are tried by what they cost: UDP, then TCP, then TLS', () => {
    expect(withTurn(settings())().iceServers[0]?.urls).toEqual([UDP, TCP, TLS]);
  });

  it('are the only way where the instance wants all media through them', () => {
    expect(withTurn(settings(true))().iceTransportPolicy).toBe('relay');
    expect(withTurn(settings())().iceTransportPolicy).toBe('all');
  });

  it('are none where none is configured', () => {
    expect(withTurn(undefined)()).toEqual({ iceServers: [], iceTransportPolicy: 'all' });
  });
});
