import type { SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Queries } from './Database.ts';
import type { DialectName } from './ddl.ts';

interface SessionHold {
  readonly sessionId: SessionId;
  readonly dialect: DialectName;
}

/** Refuses what is written for a session that has ended. Nobody ends it before the transaction does. */
export async function requireRunning(queries: Queries, hold: SessionHold): Promise<void> {
  const row = rowOf(queries, hold);
  const session = await (hold.dialect === 'postgres' ? row.forShare() : row).executeTakeFirst();
  if (session?.ended_at !== null) throw new RefusedError('meetingEnded');
}

/** Waits for those who write for a session: a commit of theirs may be on its way, with nobody to hear of it. */
export async function awaitWriters(queries: Queries, hold: SessionHold): Promise<void> {
  const row = rowOf(queries, hold);
  await (hold.dialect === 'postgres' ? row.forNoKeyUpdate() : row).execute();
}

function rowOf(queries: Queries, { sessionId }: SessionHold) {
  return queries.selectFrom('session').select('ended_at').where('id', '=', sessionId);
}
