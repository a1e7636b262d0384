import { utf8 } from '@conclave/shared/bytes';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import { Address } from '@conclave/shared/wire/accountApi';
import * as v from 'valibot';

/** Characters that would end a line of a mail's head, or that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/gu;

/** Somebody to invite: an address, and a name where it is known [R63]. Nothing else is kept of them. */
export const Person = v.strictObject({
  address: Address,
  name: v.pipe(
    v.string(),
    v.check((text) => text === cleanName(text), 'not as names are kept'),
  ),
});
export type Person = v.InferOutput<typeof Person>;

/** A name as it is kept: on one line, without what nobody sees, and cut where it is endless. */
export function cleanName(text: string): string {
  const start = text.slice(0, MAX_NAME_BYTES * 4).normalize('NFC');
  const line = start.replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
  let kept = '';
  for (const letter of line) {
    if (utf8(kept + letter).length > MAX_NAME_BYTES) break;
    kept += letter;
  }
  return kept.trim();
}

/** A person out of what was typed or imported; undefined if that is no address. */
export function personOf(address: string, name: string): Person | undefined {
  const parsed = v.safeParse(Person, { address, name: cleanName(name) });
  return parsed.success ? parsed.output : undefined;
}

/** What to call somebody. */
export const nameOf = ({ name, address }: Person): string => (name === '' ? address : name);
