/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on a map that is replaced, never on one that changes */

import type { Vault } from '../vault/Vault.ts';
import type { Person } from './Person.ts';
import { MAX_SHELF_PEOPLE, shelfOf, type KnownPerson } from './Shelf.ts';
import { suggest } from './suggest.ts';

type BookVault = Pick<Vault, 'list' | 'update'>;

/** Thrown when no more people fit; what was typed is kept. */
export class BookFullError extends Error {
  override readonly name = 'BookFullError';
}

/**
 * [R32] The addresses that invitations were sent to, sealed in the vault, searched in this browser
 * and used for nothing but offering them again.
 */
export class AddressBook {
  readonly #vault: BookVault;
  #people = $state.raw<ReadonlyMap<string, KnownPerson>>(new Map());

  private constructor(vault: BookVault, people: Iterable<KnownPerson>) {
    this.#vault = vault;
    this.#people = new Map([...people].map((one) => [one.address, one]));
  }

  static async open(vault: BookVault): Promise<AddressBook> {
    const shelves = await vault.list('people');
    return new AddressBook(
      vault,
      shelves.flatMap(({ value }) => value.people),
    );
  }

  get people(): ReadonlyMap<string, KnownPerson> {
    return this.#people;
  }

  suggest(typed: string, options: { now: number; without: ReadonlySet<string> }): KnownPerson[] {
    return suggest(this.#people.values(), typed, options);
  }

  /** Somebody was written to: stands in the book from now on, and higher up. */
  async wroteTo(people: readonly Person[], now: number): Promise<void> {
    await this.#change(people, (person, known) => ({
      address: person.address,
      name: person.name === '' ? (known?.name ?? '') : person.name,
      uses: (known?.uses ?? 0) + 1,
      usedAt: now,
    }));
  }

  /** [R139] Takes people in without having written to them. Who is known keeps rank, and gets a name if there was none. */
  async add(people: readonly Person[], now: number): Promise<void> {
    await this.#change(people, (person, known) =>
      known === undefined
        ? { ...person, uses: 0, usedAt: now }
        : { ...known, name: known.name === '' ? person.name : known.name },
    );
  }

  /** Brings somebody back who was forgotten a moment ago. */
  async restore(person: KnownPerson): Promise<void> {
    await this.#change([person], () => person);
  }

  async rename(address: string, name: string): Promise<void> {
    const known = this.#people.get(address);
    if (known !== undefined) await this.#change([known], (_, now) => ({ ...(now ?? known), name }));
  }

  async forget(address: string): Promise<void> {
    await this.#write(await shelfOf(address), (people) => {
      people.delete(address);
    });
  }

  async #change(
    people: readonly Person[],
    entry: (person: Person, known: KnownPerson | undefined) => KnownPerson,
  ): Promise<void> {
    const shelves = new Map<string, Person[]>();
    for (const person of people) {
      const id = await shelfOf(person.address);
      shelves.set(id, [...(shelves.get(id) ?? []), person]);
    }
    for (const [id, some] of shelves) {
      await this.#write(id, (known) => {
        for (const one of some) known.set(one.address, entry(one, known.get(one.address)));
      });
    }
  }

  /** Another device may have changed the shelf meanwhile: what it wrote stays. */
  async #write(id: string, change: (people: Map<string, KnownPerson>) => void): Promise<void> {
    let before: readonly KnownPerson[] = [];
    let after: readonly KnownPerson[] = [];
    await this.#vault.update('people', id, (shelf) => {
      before = shelf?.people ?? [];
      const people = new Map(before.map((one) => [one.address, one]));
      change(people);
      after = [...people.values()];
      if (after.length > MAX_SHELF_PEOPLE && after.length > before.length)
        throw new BookFullError();
      return after.length === 0 ? undefined : { format: 1, people: [...after] };
    });
    const all = new Map(this.#people);
    for (const { address } of before) all.delete(address);
    for (const one of after) all.set(one.address, one);
    this.#people = all;
  }
}
