import type * as Y from 'yjs';
import { loadTexts, t } from '../i18n/texts.svelte.ts';
import { fileName, saveFile } from '../ui/saveFile.ts';

const loadExport = (): Promise<typeof import('../minutes/exports/exportText.ts')> =>
  import('../minutes/exports/exportText.ts');

/** Fetches what makes the file while there is a network: leaving waits for none. */
export async function prepareNotesFile(): Promise<void> {
  await Promise.all([loadExport(), loadTexts('minutes')]);
}

/** Hands somebody's private notes to them as a file. */
export async function downloadNotes(doc: Y.Doc, topic: string): Promise<void> {
  const { notesAsMarkdown } = await loadExport();
  const text = await notesAsMarkdown(doc);
  saveFile(fileName(`${t.minutes.notes} ${topic}`, 'md'), 'text/markdown', text);
}
