import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { DocumentPeople } from '../../documents/SharedDocument.ts';

/** Who is to do something: by the name that the roster knows, else by the one that was typed. */
export function personOf(
  item: { readonly personId: string | undefined; readonly personName: string | undefined },
  people: Pick<DocumentPeople, 'nameOf'>,
): string | undefined {
  const id = v.safeParse(ParticipantId, item.personId);
  const known = id.success ? people.nameOf(id.output) : '';
  return known === '' ? item.personName : known;
}
