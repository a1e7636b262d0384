import { createHmac } from 'node:crypto';
import type { IceServer } from '@conclave/shared/wire/media';
import type { Secret } from '@conclave/shared/Secret';
import type * as v from 'valibot';
import type { Clock } from '../ops/Clock.ts';

/** The relays that clients may use. */
export interface TurnSettings {
  readonly urls: readonly string[];
  /** What the TURN server has as `static-auth-secret`. */
  readonly secret: Secret<string>;
  /** No media but through a relay: the SFU's address need not be reachable for people. */
  readonly only: boolean;
}

/** TURN servers for one peer, and whether it may connect without them. */
export interface IceConfig {
  readonly iceServers: v.InferOutput<typeof IceServer>[];
  readonly iceTransportPolicy: 'all' | 'relay';
}

/**
 * How long a credential opens new relays; those that are open go on [T10]. Longer lets somebody who
 * left use the relay longer; shorter ends before slow networks come back, though each restart of ICE
 * brings a new one.
 */
export const TURN_CREDENTIAL_MS = 60 * 60 * 1000;

const ID_BYTES = 9;

/** What a browser should try first: a detour over TCP waits for lost packets, TLS costs more still. */
const cost = (url: string): number => {
  if (url.startsWith('turns:')) return 2;
  return url.endsWith('=tcp') ? 1 : 0;
};

/** A time-limited credential as coturn's `use-auth-secret` checks it. */
export function turnCredential(
  secret: Secret<string>,
  { expiresAt, id }: { expiresAt: number; id: string },
): { username: string; credential: string } {
  const username = `${Math.floor(expiresAt / 1000)}:${id}`;
  const credential = createHmac('sha1', secret.reveal()).update(username).digest('base64');
  return { username, credential };
}

export interface IceServersOptions {
  readonly turn: TurnSettings | undefined;
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Buffer;
  /** How long a credential opens new relays; TURN_CREDENTIAL_MS unless said. */
  readonly lastsMs?: number;
}

/**
 * Relays for whoever opens media. Each time another random name: the relay's quota counts by it, and
 * its log cannot tell who was the same person.
 */
export function createIceServers(options: IceServersOptions): () => IceConfig {
  const { turn, clock, randomBytes, lastsMs = TURN_CREDENTIAL_MS } = options;
  if (turn === undefined) return () => ({ iceServers: [], iceTransportPolicy: 'all' });
  const urls = turn.urls.toSorted((a, b) => cost(a) - cost(b));
  return () => {
    const expiresAt = clock.now() + lastsMs;
    const id = randomBytes(ID_BYTES).toString('base64url');
    const credential = turnCredential(turn.secret, { expiresAt, id });
    return {
      iceServers: [{ urls, ...credential }],
      iceTransportPolicy: turn.only ? 'relay' : 'all',
    };
  };
}
