import { peerRequests, type PeerMethod, type Result } from '@conclave/shared/wire/peerRequests';
import {
  serverNotifications,
  type Notification,
  type NotificationName,
} from '@conclave/shared/wire/serverNotifications';
import * as v from 'valibot';
import type { AnyNotification } from './SignalingPort.ts';

/** The shared tables, seen so that the compiler follows a method's name to its type. */
const results: {
  readonly [M in PeerMethod]: { readonly result: v.GenericSchema<unknown, Result<M>> };
} = peerRequests;

const notifications: {
  readonly [N in NotificationName]: v.GenericSchema<unknown, Notification<N>>;
} = serverNotifications;

export type Parsed<T> = { ok: true; value: T } | { ok: false };

/** What a request was answered with, or `ok: false` when the answer has another form than agreed. */
export function parseResult<M extends PeerMethod>(method: M, value: unknown): Parsed<Result<M>> {
  const parsed = v.safeParse(results[method].result, value);
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false };
}

function parseAs<N extends NotificationName>(name: N, payload: unknown): Parsed<NamedAs<N>> {
  const parsed = v.safeParse(notifications[name], payload);
  return parsed.success ? { ok: true, value: { name, payload: parsed.output } } : { ok: false };
}

/** A notification by its name, or `ok: false` for an unknown name or another form than agreed. */
export function parseNotification(name: string, payload: unknown): Parsed<AnyNotification> {
  return isNotificationName(name) ? parseAs(name, payload) : { ok: false };
}

function isNotificationName(name: string): name is NotificationName {
  return Object.hasOwn(serverNotifications, name);
}

type NamedAs<N extends NotificationName> = {
  [P in N]: { name: P; payload: Notification<P> };
}[N];
