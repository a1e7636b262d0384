import { buildAccounts } from '../../accounts/buildAccounts.ts';
import { buildCompanies } from '../../companies/buildCompanies.ts';
import type { Blobs } from '../../files/Blobs.ts';
import { MeetingDeletion } from '../../meetings/MeetingDeletion.ts';
import { buildRetention } from '../../retention/buildRetention.ts';
import { trustClock } from '../../retention/trustClock.ts';
import { openResidue } from '../../retention/Residue.ts';
import type { Database } from '../../store/Database.ts';
import { MeetingStore } from '../../store/MeetingStore.ts';
import type { Context } from '../operator/Command.ts';
import { loadSecrets } from '../secretsFile.ts';
import { steadyClock } from '../SteadyClock.ts';
import { SystemTimers } from '../Timers.ts';

/**
 * [T30] What came to its end since the backup was made is erased now, before anybody is served; nobody is mailed
 * about it. False if something is left over for the server's own sweep.
 */
export async function sweepRestored(
  { config, clock: system, log }: Context,
  { database, blobs }: { database: Database; blobs: Blobs },
): Promise<boolean> {
  const { pepper } = loadSecrets(config);
  const { registration, retention: settings, databaseUrl: url } = config;
  const uptimeMs = (): number => performance.now();
  // Whoever restores sits at it, and what a wrong clock would erase is still in the backup.
  await trustClock(database, system.now());
  const clock = await steadyClock(database, system, uptimeMs);
  const { signIns } = buildAccounts({ database, clock, log, pepper, registration });
  const { audit } = buildCompanies({ database, clock, signIns, mailer: undefined });
  const deletion = new MeetingDeletion({
    ...{ store: new MeetingStore(database), clock, pepper },
    deleted: () => undefined,
    gone: (id) => blobs.deleteMeeting(id),
  });
  const residue = openResidue({ database, url, log });
  const { sweeper } = buildRetention({
    ...{ database, settings, pepper, signIns, audit, deletion, residue, clock, log },
    mailer: undefined,
    oldFiles: () => Promise.resolve(),
    timers: new SystemTimers(),
    uptimeMs,
  });
  try {
    const swept = await sweeper.sweep();
    // Also of what the ledger deleted again.
    const cleared = await residue.clear({ thorough: true });
    return cleared === 'clean' && swept;
  } finally {
    await residue.close();
  }
}
