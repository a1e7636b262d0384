import { startServer, type RunningServer } from '../../support/server.ts';
import { closingContexts } from './contexts.ts';

/** A real server for browser tests. With WEB_DIR set it serves that build instead of `web/build`. */
export async function startRoomServer(
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const { WEB_DIR } = process.env;
  return closingContexts(
    await startServer({ env: { ...env, ...(WEB_DIR !== undefined && { WEB_DIR }) } }),
  );
}
