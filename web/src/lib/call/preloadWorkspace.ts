import decodeUrl from '../documents/decode/decode.worker.ts?worker&url';
import documentsUrl from '../documents/worker/documents.worker.ts?worker&url';
import filesUrl from '../files/files.worker.ts?worker&url';
import { loadTexts } from '../i18n/texts.svelte.ts';

/** The narrow digits of clocks and counters, which no lobby shows. */
const ROOM_FONT = 'semi-condensed 500 1rem "Archivo Variable"';

/**
 * Brings in what the documents of a room need while somebody types a name, so that nothing is fetched
 * between the click on Join and the first picture. Starts nothing.
 */
export async function preloadWorkspace(): Promise<void> {
  await Promise.all([
    import('./openWorkspace.ts'),
    loadTexts('documents', 'chat', 'files'),
    document.fonts.load(ROOM_FONT),
    ...[documentsUrl, decodeUrl, filesUrl].map(keep),
  ]);
}

/** Reads it to its end: only then the browser has it at hand. */
async function keep(url: string): Promise<void> {
  const answer = await fetch(url, { priority: 'low' });
  await answer.arrayBuffer();
}
