import { isErrorCode } from '@conclave/shared/errorCodes';
import { logFields, type LogFieldName } from '@conclave/shared/dataMap/logFields';
import { shortAddress } from './shortAddress.ts';

type KindOf<Name extends LogFieldName> = (typeof logFields)[Name]['kind'];
type InputOf<Kind> = Kind extends 'count'
  ? number
  : Kind extends 'flag'
    ? boolean
    : Kind extends 'error'
      ? unknown
      : Kind extends readonly (infer Word)[]
        ? Word
        : string;

/** What a log line may carry: the fields of shared/src/dataMap/logFields and nothing else. */
export type LogEntry = { readonly [Name in LogFieldName]?: InputOf<KindOf<Name>> | undefined };

export interface FormatOptions {
  readonly isRoute: (pattern: string) => boolean;
  readonly wholeAddresses: boolean;
}

type Format = (value: unknown, options: FormatOptions) => unknown;

const text =
  (format: (value: string, options: FormatOptions) => unknown): Format =>
  (value, options) =>
    typeof value === 'string' ? format(value, options) : undefined;

const formats = {
  count: (value) => (Number.isFinite(value) ? value : undefined),
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  shortId: text((value) => (/^[\w-]{16,64}$/.test(value) ? value.slice(0, 6) : undefined)),
  address: text((value, { wholeAddresses }) => shortAddress(value, wholeAddresses)),
  route: text((value, { isRoute }) => (isRoute(value) ? value : undefined)),
  errorCode: text((value) => (isErrorCode(value) ? value : undefined)),
  systemCode: text((value) => (isSystemCode(value) ? value : undefined)),
  error: (value) => (value instanceof Error ? outline(value) : undefined),
} satisfies Record<string, Format>;

/** The entry with every field that the whitelist does not let through taken out and counted. */
export function formatEntry(
  entry: Readonly<Record<string, unknown>>,
  options: FormatOptions,
): { line: Record<string, unknown>; dropped: number } {
  const line: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, value] of Object.entries(entry)) {
    if (value === undefined) continue;
    const safe = isLogField(name) ? formatField(name, value, options) : undefined;
    if (safe === undefined) dropped += 1;
    else line[name] = safe;
  }
  return { line, dropped };
}

function isLogField(name: string): name is LogFieldName {
  return Object.hasOwn(logFields, name);
}

function formatField(name: LogFieldName, value: unknown, options: FormatOptions): unknown {
  const { kind } = logFields[name];
  if (typeof kind === 'string') return formats[kind](value, options);
  return kind.find((word) => word === value);
}

/** ECONNRESET, SQLITE_BUSY, ERR_HTTP_HEADERS_SENT, 57P01: short, upper case, written by programmers. */
function isSystemCode(value: string): boolean {
  return /^(E[A-Z0-9]{2,20}|SQLITE_[A-Z_]{2,40}|ERR_[A-Z_0-9]{2,50}|FST_[A-Z_0-9]{2,50}|[0-9A-Z]{5})$/.test(
    value,
  );
}

/**
 * The kind of an error and where in our source it arose. Never its message: parsers and databases
 * put the data they choke on there.
 */
function outline(error: Error, depth = 0): Record<string, unknown> {
  const code: unknown = Reflect.get(error, 'code');
  return {
    kind: /^[A-Z]\w{2,40}$/.test(error.constructor.name) ? error.constructor.name : 'Error',
    ...(typeof code === 'string' && (isSystemCode(code) || isErrorCode(code)) && { code }),
    at: frames(error),
    ...(error.cause instanceof Error && depth < 3 && { cause: outline(error.cause, depth + 1) }),
  };
}

function frames(error: Error): string[] {
  const places = (error.stack ?? '').matchAll(
    /^ {4}at .*?((?:server|shared)\/src\/[\w/.-]+:\d+|node_modules\/[\w@/.-]+:\d+|node:[\w/]+:\d+)/gm,
  );
  return Array.from(places, ([, place]) => place ?? '').slice(0, 8);
}
