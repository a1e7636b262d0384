import type { Log } from '../../server/src/ops/Log.ts';

const nothing = (): void => undefined;

/** For what is tested by what it does, not by what it writes. */
export const silentLog: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  security: nothing,
};
