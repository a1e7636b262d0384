import type { AccountId } from '@conclave/shared/ids';
import type { AccountKeys } from '../accountKeys/AccountKeys.ts';

export interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

interface Person extends Names {
  readonly address: string;
}

/** Names as a row of `account` holds them. */
export async function sealNames(
  keys: AccountKeys,
  id: AccountId,
  { firstName, lastName }: Names,
): Promise<{ first_name: string; last_name: string }> {
  return {
    first_name: await keys.seal(id, 'account.first_name', firstName),
    last_name: await keys.seal(id, 'account.last_name', lastName),
  };
}

/** The same as it was before; undefined once the account's key is gone. */
export async function openNames(
  keys: AccountKeys,
  id: AccountId,
  sealed: Names,
): Promise<Names | undefined> {
  const firstName = await keys.open(id, 'account.first_name', sealed.firstName);
  const lastName = await keys.open(id, 'account.last_name', sealed.lastName);
  if (firstName === undefined || lastName === undefined) return undefined;
  return { firstName, lastName };
}

/** A row of `account` with names and address as they are; undefined once the account's key is gone: it is erased. */
export async function openPerson<Row extends Person>(
  keys: AccountKeys,
  id: AccountId,
  row: Row,
): Promise<Row | undefined> {
  const names = await openNames(keys, id, row);
  const address = await keys.open(id, 'account.address', row.address);
  return names && address !== undefined ? { ...row, ...names, address } : undefined;
}

/** Rows of people who can be written to. */
export async function openAddresses<
  Row extends { readonly accountId: AccountId; readonly address: string },
>(keys: AccountKeys, rows: readonly Row[]): Promise<Row[]> {
  const opened = await Promise.all(
    rows.map(async (row) => {
      const address = await keys.open(row.accountId, 'account.address', row.address);
      return address === undefined ? undefined : { ...row, address };
    }),
  );
  return opened.filter((row) => row !== undefined);
}
