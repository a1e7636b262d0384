import type { DocumentKind } from '@conclave/shared/wire/documents';
import type { MeetingInventory } from '@conclave/shared/wire/deletionApi';
import { formatBytes } from '../i18n/formats.ts';
import { t } from '../i18n/texts.svelte.ts';

/** How much of each part goes, in the order in which `past.remove.parts` names them. */
export function amountsOf(inventory: MeetingInventory): string[] {
  const { nothing, size, files, notes, links } = t.past.remove.amounts;
  const bytesOf = (...kinds: DocumentKind[]): number =>
    inventory.documents
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, { sealedBytes }) => sum + sealedBytes, 0);
  const written = (...kinds: DocumentKind[]): string => {
    const bytes = bytesOf(...kinds);
    return bytes === 0 ? nothing : size({ size: formatBytes(bytes) });
  };
  const authors = inventory.documents.find(({ kind }) => kind === 'notes')?.count ?? 0;
  return [
    written('minutes', 'agenda'),
    written('board'),
    written('chat'),
    files({ n: inventory.files, size: formatBytes(inventory.fileBytes) }),
    notes({ n: authors, size: formatBytes(bytesOf('notes')) }),
    written('roster'),
    links({ n: inventory.links }),
  ];
}
