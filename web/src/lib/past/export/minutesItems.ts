import type { DocumentFiles, DocumentPeople } from '../../documents/SharedDocument.ts';
import { t } from '../../i18n/texts.svelte.ts';
import { asHtml } from '../../minutes/exports/asHtml.ts';
import { asMarkdown } from '../../minutes/exports/asMarkdown.ts';
import { asPdf } from '../../minutes/exports/asPdf.ts';
import type { ExportOptions } from '../../minutes/exports/ExportOptions.ts';
import { exportWords } from '../../minutes/exports/exportWords.ts';
import { gatherPictures } from '../../minutes/exports/gatherPictures.ts';
import { personOf } from '../../minutes/text/personOf.ts';
import { readText } from '../../minutes/text/readText.ts';
import type * as Y from 'yjs';
import type { ExportItem } from './ExportItem.ts';

interface Minutes {
  readonly doc: Y.Doc;
  readonly title: string;
  readonly people: Pick<DocumentPeople, 'nameOf'>;
  readonly files: DocumentFiles;
}

/** The minutes three times: to print, to work on, to look at. */
export function minutesItems({ doc, title, people, files }: Minutes): ExportItem[] {
  const read = readText(doc);
  if (read.kind === 'tooLarge') throw new RangeError('too large to export');
  const { blocks } = read;
  let pictures: ReturnType<typeof gatherPictures> | undefined;
  const options = async (): Promise<ExportOptions> => ({
    title,
    words: exportWords(),
    nameOf: (item) => personOf(item, people),
    pictures: await (pictures ??= gatherPictures(blocks, files)),
  });
  const { minutes } = t.past.export.names;
  const item = (ending: string, make: ExportItem['make']): ExportItem => ({
    section: 'minutes',
    folder: '',
    name: `${minutes}.${ending}`,
    make,
  });
  return [
    item('pdf', async () => {
      const bytes = await asPdf(blocks, await options());
      return new Blob([bytes], { type: 'application/pdf' });
    }),
    item('md', async () => asMarkdown(blocks, { ...(await options()), pictures: new Map() })),
    item('html', async () => asHtml(blocks, await options())),
  ];
}
