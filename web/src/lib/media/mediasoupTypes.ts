import * as wire from '@conclave/shared/wire/media';
import type { RtpCapabilities, RtpParameters, TransportOptions } from 'mediasoup-client/types';
import * as v from 'valibot';

// mediasoup-client and the wire tables say the same in slightly different types (optional against
// undefined, closed lists of header extensions). These guards check with the wire's schemas.

export function isRouterCapabilities(value: unknown): value is RtpCapabilities {
  return v.is(wire.RtpCapabilities, value);
}

export function isRtpParameters(value: unknown): value is RtpParameters {
  return v.is(wire.RtpParameters, value);
}

export function isTransportOptions(value: unknown): value is TransportOptions {
  return v.is(wire.TransportOptions, value);
}

export function isIceParameters(value: unknown): value is TransportOptions['iceParameters'] {
  return v.is(wire.IceParameters, value);
}

/** The server sent what mediasoup-client cannot use. */
class UnusableMedia extends Error {
  override readonly name = 'UnusableMedia';
}

/** The value, known to be usable, or an UnusableMedia error. */
export function usable<T>(value: unknown, is: (value: unknown) => value is T): T {
  if (!is(value)) throw new UnusableMedia('the server sent unusable media parameters');
  return value;
}
