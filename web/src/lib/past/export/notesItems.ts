import { t } from '../../i18n/texts.svelte.ts';
import { notesAsMarkdown } from '../../minutes/exports/exportText.ts';
import type { PastMeeting } from '../PastMeeting.svelte.ts';
import type { ExportItem } from './ExportItem.ts';

/** [R56] The organizer's own notes, one text for each browser they were written in; nobody else's can be had. */
export async function openNotesItems(
  past: PastMeeting,
  signal: AbortSignal,
): Promise<ExportItem[]> {
  const places = await past.ownNotes(signal);
  return places.map((place) => ({
    section: 'notes',
    folder: '',
    name: `${t.past.export.names.notes}.md`,
    make: () => notesAsMarkdown(past.notes(place).doc),
  }));
}
