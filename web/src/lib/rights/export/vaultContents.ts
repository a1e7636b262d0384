import type { Vault } from '../../vault/Vault.ts';

/** What a vault holds besides keys: those would open everything for whoever finds the file. */
type VaultContents = Readonly<
  Record<string, readonly { readonly id: string; readonly value: object }[]>
>;

/**
 * [R102] The vault in plain words, without anything that opens or lets in: keys of meetings, and the secrets of
 * their links and of series. People mail exports around; a recovery kit, not an export, carries those to elsewhere.
 */
export async function vaultContents(vault: Pick<Vault, 'list'>): Promise<VaultContents> {
  const meetings = await vault.list('meeting');
  const plans = await vault.list('plan');
  return {
    plan: plans.map(({ id, value }) => {
      const { series, deputies, ...about } = value;
      const names = deputies.map(({ name }) => ({ name }));
      return { id, value: { ...about, deputies: names, series: series && { id: series.id } } };
    }),
    people: await vault.list('people'),
    contact: await vault.list('contact'),
    settings: await vault.list('settings'),
    picture: await vault.list('picture'),
    meeting: meetings.map(({ id, value }) => {
      const { format, meetingId, hostKey, text, door, createdAt, time, plan } = value;
      const about = { format, meetingId, hostKey, text, door, createdAt };
      return { id, value: { ...about, ...(time && { time }), ...(plan && { plan }) } };
    }),
  };
}
