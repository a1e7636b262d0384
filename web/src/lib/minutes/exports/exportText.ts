import type * as Y from 'yjs';
import type { DocumentFiles, DocumentPeople } from '../../documents/SharedDocument.ts';
import { loadTexts, t } from '../../i18n/texts.svelte.ts';
import { personOf } from '../text/personOf.ts';
import { readText } from '../text/readText.ts';
import { asHtml } from './asHtml.ts';
import { asMarkdown } from './asMarkdown.ts';
import type { ExportOptions } from './ExportOptions.ts';
import { exportWords } from './exportWords.ts';
import { gatherPictures } from './gatherPictures.ts';
import { fileName, saveFile } from '../../ui/saveFile.ts';

export type ExportFormat = 'pdf' | 'markdown' | 'html';

interface Export {
  readonly doc: Y.Doc;
  readonly title: string;
  readonly people: Pick<DocumentPeople, 'nameOf'>;
  readonly files: DocumentFiles;
}

/** Makes a file of the text and hands it to the person. */
export async function exportText(
  format: ExportFormat,
  { doc, title, people, files }: Export,
): Promise<void> {
  const read = readText(doc);
  if (read.kind === 'tooLarge') throw new RangeError('too large to export');
  const { blocks } = read;
  const options: ExportOptions = {
    title,
    words: exportWords(),
    nameOf: (item) => personOf(item, people),
    pictures: format === 'markdown' ? new Map() : await gatherPictures(blocks, files),
  };
  switch (format) {
    case 'markdown':
      saveFile(fileName(title, 'md'), 'text/markdown', asMarkdown(blocks, options));
      return;
    case 'html':
      saveFile(fileName(title, 'html'), 'text/html', asHtml(blocks, options));
      return;
    case 'pdf': {
      const { asPdf } = await import('./asPdf.ts');
      saveFile(fileName(title, 'pdf'), 'application/pdf', await asPdf(blocks, options));
    }
  }
}

/** A person's notes as Markdown, for the dialog that asks before leaving. */
export async function notesAsMarkdown(doc: Y.Doc): Promise<string> {
  await loadTexts('minutes');
  const read = readText(doc);
  if (read.kind === 'tooLarge') return `${t.minutes.tooLarge}\n`;
  return asMarkdown(read.blocks, {
    title: t.minutes.notes,
    words: exportWords(),
    nameOf: (item) => item.personName,
    pictures: new Map(),
  });
}
