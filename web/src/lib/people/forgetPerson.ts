import type { Vault } from '../vault/Vault.ts';
import type { AddressBook } from './AddressBook.svelte.ts';

/**
 * [R32] Forgets somebody in one act, everywhere: in the address book and in every plan, past or to come.
 * Returns in how many meetings that person stood. Links that were sent go on working.
 */
export async function forgetPerson(
  address: string,
  { book, vault }: { book: AddressBook; vault: Vault },
): Promise<number> {
  await book.forget(address);
  const plans = await vault.list('plan');
  const named = plans.filter(({ value }) => value.people.some((one) => one.address === address));
  for (const { id } of named) {
    await vault.update('plan', id, (plan) => {
      if (plan === undefined) return undefined;
      return { ...plan, people: plan.people.filter((one) => one.address !== address) };
    });
  }
  return named.length;
}
