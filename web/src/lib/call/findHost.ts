import type { MeetingId } from '@conclave/shared/ids';
import type { OpenAccount } from '../vault/signIn.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';

export interface FoundHost extends OpenAccount {
  host: HostMeeting;
}

/**
 * The meeting in the vault of whoever is signed in here, if it is theirs. Guests have no vault in
 * their browser, and then none of its code is loaded.
 */
export async function findHost(meetingId: MeetingId): Promise<FoundHost | undefined> {
  if (!(await hasVault())) return undefined;
  const { currentAccount } = await import('../account/currentAccount.ts');
  const account = currentAccount();
  if (account.now.state !== 'open') await account.ask();
  const { now } = account;
  if (now.state !== 'open') return undefined;
  const host = await now.vault.get('meeting', meetingId);
  return host === undefined ? undefined : { account: now.account, vault: now.vault, host };
}

/** Whether somebody ever signed in with this browser. Where it does not say, we look. */
async function hasVault(): Promise<boolean> {
  try {
    const databases = await indexedDB.databases();
    return databases.some(({ name }) => name === 'conclave-vault');
  } catch {
    return true; // older browsers cannot list them, and with blocked storage a vault is in memory
  }
}
