import { pino, type DestinationStream, type Logger } from 'pino';
import { isoTime, type Clock } from './Clock.ts';
import { formatEntry, type LogEntry } from './logFormat.ts';

/**
 * A name known when the program was written. A variable or a template does not compile: that is how
 * data gets into log messages.
 */
// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- {} fits an index signature, but no named property
type Literal<Event extends string> = Record<never, never> extends Record<Event, 1> ? never : Event;

type Write = <Event extends string>(event: Literal<Event>, entry?: LogEntry) => void;

/** What happened, in fixed words and whitelisted fields. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  /** To the security log: whole addresses, kept 7 days. Failed sign-ins, refused origins, floods. */
  readonly security: Write;
}

export interface LogOptions {
  readonly clock: Clock;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly main: DestinationStream;
  readonly security: DestinationStream;
  /** Whether a text is a registered route pattern. */
  readonly isRoute: (pattern: string) => boolean;
  /** Told how many fields the whitelist refused. */
  readonly onDropped: (fields: number) => void;
  /** Told of errors with all they say, for a developer's terminal; never for a file. */
  readonly onError?: (event: string, error: unknown) => void;
}

/** Builds the log over two streams. */
export function createLog(options: LogOptions): Log {
  const main = createPino(options, options.main);
  const security = createPino(options, options.security);
  const writer =
    (logger: Logger, level: LogOptions['level'], wholeAddresses: boolean): Write =>
    (event: string, entry = {}) => {
      const { line, dropped } = formatEntry(entry, { isRoute: options.isRoute, wholeAddresses });
      if (dropped > 0) options.onDropped(dropped);
      logger[level](dropped > 0 ? { ...line, droppedFields: dropped } : line, eventName(event));
      if (level === 'error') options.onError?.(event, entry.error);
    };
  return {
    debug: writer(main, 'debug', false),
    info: writer(main, 'info', false),
    warn: writer(main, 'warn', false),
    error: writer(main, 'error', false),
    security: writer(security, 'warn', true),
  };
}

function createPino({ clock, level }: LogOptions, stream: DestinationStream): Logger {
  return pino(
    {
      base: null,
      level,
      messageKey: 'event',
      timestamp: () => `,"time":"${isoTime(clock.now())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
}

/** The second fence behind the type: an event is a few short words. */
function eventName(event: string): string {
  return /^[a-z]+(?:[.-][a-z]+){0,5}$/i.test(event) && event.length <= 60 ? event : 'unnamed';
}
