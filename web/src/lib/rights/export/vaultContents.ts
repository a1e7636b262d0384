import type { Vault } from '../../vault/Vault.ts';

/** What a vault holds besides keys: those would open everything for whoever finds the file. */
type VaultContents = Readonly<
  Record<string, readonly { readonly id: string; readonly value: object }[]>
>;

/** [R102] The vault in plain words. A recovery kit, not an export, carries keys to elsewhere. */
export async function vaultContents(vault: Vault): Promise<VaultContents> {
  const meetings = await vault.list('meeting');
  return {
    plan: await vault.list('plan'),
    people: await vault.list('people'),
    contact: await vault.list('contact'),
    settings: await vault.list('settings'),
    meeting: meetings.map(({ id, value }) => {
      const { format, meetingId, hostKey, text, door, createdAt, time, plan } = value;
      const about = { format, meetingId, hostKey, text, door, createdAt };
      return { id, value: { ...about, ...(time && { time }), ...(plan && { plan }) } };
    }),
  };
}
