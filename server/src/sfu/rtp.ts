import * as wire from '@conclave/shared/wire/media';
import { getSupportedRtpCapabilities } from 'mediasoup';
import type {
  RtpCapabilities,
  RtpHeaderExtensionUri,
  RtpParameters,
  DtlsParameters,
} from 'mediasoup/types';
import * as v from 'valibot';
import { LOUDNESS } from './codecs.ts';

/** A value whose optional fields are absent where they were undefined. */
type Defined<T> = T extends readonly (infer Item)[]
  ? Defined<Item>[]
  : T extends object
    ? { [Key in keyof T]: Defined<Exclude<T[Key], undefined>> }
    : T;

const knownUris = new Set<string>(
  (getSupportedRtpCapabilities().headerExtensions ?? []).map(({ uri }) => uri),
);

/** Drops undefined fields: the schemas allow them, mediasoup's types (rightly) do not. */
function defined<T>(value: T): Defined<T>;
function defined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown): unknown => defined(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, defined(field)]),
  );
}

function isKnown(uri: string): uri is RtpHeaderExtensionUri {
  return knownUris.has(uri) && uri !== LOUDNESS;
}

/** A client's sending parameters for mediasoup. Header extensions that it does not know are left out. */
export function rtpParametersFrom(parameters: wire.RtpParameters): RtpParameters {
  const { headerExtensions = [], ...rest } = defined(parameters);
  return {
    ...rest,
    headerExtensions: headerExtensions.flatMap((extension) =>
      isKnown(extension.uri) ? [{ ...extension, uri: extension.uri }] : [],
    ),
  };
}

/** A client's receiving capabilities for mediasoup, likewise. */
export function rtpCapabilitiesFrom(capabilities: wire.RtpCapabilities): RtpCapabilities {
  const { headerExtensions = [], codecs = [] } = defined(capabilities);
  return {
    codecs,
    headerExtensions: headerExtensions.flatMap((extension) =>
      isKnown(extension.uri) ? [{ ...extension, uri: extension.uri }] : [],
    ),
  };
}

/** A consumer's parameters as the wire has them. What does not fit the schema is a bug here. */
export function toWireParameters(parameters: RtpParameters): wire.RtpParameters {
  return v.parse(wire.RtpParameters, parameters);
}

/** A router's capabilities as the wire has them. */
export function toWireCapabilities(capabilities: RtpCapabilities): wire.RtpCapabilities {
  return v.parse(wire.RtpCapabilities, capabilities);
}

/** A client's DTLS parameters for mediasoup. */
export function dtlsParametersFrom(parameters: wire.DtlsParameters): DtlsParameters {
  return defined(parameters);
}
