import type { MeetingId } from '@conclave/shared/ids';
import type { AccountPicture } from '../account/picture/AccountPicture.svelte.ts';
import type { OpenAccount } from '../vault/signIn.ts';
import type { Vault } from '../vault/Vault.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';

export interface FoundHost extends OpenAccount {
  host: HostMeeting;
  /** [H-2] With the keys that the organizer gave: leads, and leaves links and the past to the organizer. */
  deputy: boolean;
  /** Shown to this person alone. */
  picture: Pick<AccountPicture, 'url'>;
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
  const { account: who, vault } = now;
  const own = await vault.get('meeting', meetingId);
  const host = own ?? (await heldHost(meetingId, vault));
  if (host === undefined) return undefined;
  void account.picture.kept.open(vault);
  return { account: who, vault, host, deputy: own === undefined, picture: account.picture };
}

/** Keys that somebody gave this account. Without an answer one comes as a guest, who has the link as well. */
async function heldHost(meetingId: MeetingId, vault: Vault): Promise<HostMeeting | undefined> {
  if ((await vault.list('deputy')).length === 0) return undefined;
  const [{ heldMeeting }, { DeputyApi }] = await Promise.all([
    import('../deputies/heldMeetings.ts'),
    import('../deputies/DeputyApi.ts'),
  ]);
  try {
    return await heldMeeting(meetingId, vault, DeputyApi.here());
  } catch {
    return undefined; // the room itself says that the server does not answer
  }
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
