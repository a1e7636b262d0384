import type { AccountKeys } from '../../accountKeys/AccountKeys.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../../store/Database.ts';
import type { Clock } from '../Clock.ts';
import type { Log } from '../Log.ts';

/** What a command of the operator may use. */
export interface Context {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Opened when first asked for, beside a running server; closed after the command. Only with the keys of accounts is
   * anybody's name read in it.
   */
  readonly database: (keys?: AccountKeys) => Promise<Database>;
}

export interface Command {
  /** What it does, as the list of commands shows it. */
  readonly help: string;
  /** Options with a value, as `--name X`; all of them are required. */
  readonly options: readonly string[];
  /** Returns what to print, and whether all is well. */
  run(context: Context, options: ReadonlyMap<string, string>): Promise<Outcome>;
}

export interface Outcome {
  readonly lines: readonly string[];
  readonly ok: boolean;
}

/** The value of a required option. */
export function option(options: ReadonlyMap<string, string>, name: string): string {
  const value = options.get(name);
  if (value === undefined) throw new Error(`--${name} was not declared as an option`);
  return value;
}
