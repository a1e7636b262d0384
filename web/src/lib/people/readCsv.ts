import Papa from 'papaparse';
import { PeopleReader, type ReadPeople } from './readPeople.ts';

/** What programs call the columns, in the languages of those who export them. */
const FIRST = /^(first|given|vorname|prénom|nombre)/iu;
const LAST = /^(last|family|surname|nachname|nom de famille|apellido)/iu;
const WHOLE = /^(name|full|display|anzeigename|nom|nombre completo)/iu;

const isAddress = (cell: string): boolean => /^\S+@\S+\.\S+$/u.test(cell.trim());

/**
 * [R139] Reads a table of people in the browser: with or without a head, with commas, semicolons or tabs.
 * The first cell that looks like an address is the address; names come from columns called so, else
 * from the cell before it. Broken rows are told one by one; nothing throws.
 */
export function readCsv(text: string): ReadPeople {
  const { data } = Papa.parse<unknown>(text.replace(/^\uFEFF/u, ''), { skipEmptyLines: 'greedy' });
  const rows = data.filter((row) => Array.isArray(row)).map((row) => row.map(String));
  const head = rows[0]?.some(isAddress) === false ? rows[0] : undefined;
  const reader = new PeopleReader();
  rows.forEach((row, at) => {
    if (row === head) return;
    const found = { address: row.find(isAddress)?.trim() ?? '', name: nameIn(row, head) };
    reader.take(at + 1, found, row.join(' '));
  });
  return reader.result();
}

function nameIn(row: readonly string[], head: readonly string[] | undefined): string {
  const cell = (called: RegExp): string => {
    const at = head?.findIndex((title) => called.test(title.trim())) ?? -1;
    return (at < 0 ? '' : (row[at] ?? '')).trim();
  };
  const parts = [cell(FIRST), cell(LAST)].filter((part) => part !== '');
  if (parts.length > 0) return parts.join(' ');
  if (head !== undefined) return cell(WHOLE);
  const before = row.slice(0, row.findIndex(isAddress)).map((text) => text.trim());
  return before.filter((text) => text !== '').join(' ');
}
