import { Address, CompanyName, PersonName } from '@conclave/shared/wire/accountApi';
import * as v from 'valibot';

/** The checks of the wire, so that a form refuses what the server would. */
export const isAddress = (text: string): boolean => v.is(Address, text);
export const isPersonName = (text: string): boolean => v.is(PersonName, text);
export const isCompanyName = (text: string): boolean => v.is(CompanyName, text);

/** What is wrong with an address that was typed. */
export function addressFaultOf(
  typed: string,
  words: { required: string; address: string },
): string | undefined {
  if (typed.trim() === '') return words.required;
  return isAddress(typed) ? undefined : words.address;
}
