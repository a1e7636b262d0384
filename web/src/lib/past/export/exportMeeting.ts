import type { ConsentBook } from '../../consent/organizer/ConsentBook.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { currentLanguage, t } from '../../i18n/texts.svelte.ts';
import type { PastMeeting } from '../PastMeeting.svelte.ts';
import type { ExportItem } from './ExportItem.ts';
import { indexPage } from './indexPage.ts';
import { itemsOf } from './itemsOf.ts';
import { ZipNames } from './ZipNames.ts';
import { ZipWriter, type ZipTarget } from './ZipWriter.ts';

export interface ExportOptions {
  readonly target: ZipTarget;
  readonly title: string;
  /** When the meeting was, in words. */
  readonly when: string;
  readonly now: number;
  /** Whether one's own private notes go along. */
  readonly withNotes: boolean;
  /** What was answered, where the meeting asks for consent. */
  readonly consents: (() => Promise<ConsentBook>) | undefined;
  readonly signal: AbortSignal;
  /** `share` of the whole, and what is being added. */
  readonly onProgress: (share: number, name: string) => void;
}

/** Names that the ZIP itself needs. */
const INDEX = 'index.html';

/**
 * Writes the whole meeting into a ZIP, one entry at a time. What cannot be opened is left out and named on the
 * first page; the names of those parts are what this returns.
 */
export async function exportMeeting(past: PastMeeting, options: ExportOptions): Promise<string[]> {
  const { target, signal, onProgress } = options;
  const { items, close } = await itemsOf(past, options);
  const names = new ZipNames();
  names.take('', INDEX);
  const writer = new ZipWriter(target);
  const added = new Map<ExportItem['section'], string[]>();
  const missing: string[] = [];
  try {
    for (const [at, item] of items.entries()) {
      signal.throwIfAborted();
      const path = names.take(item.folder, item.name);
      onProgress(at / (items.length + 1), path);
      const content = await made(item, signal);
      if (content === undefined) {
        missing.push(path);
        continue;
      }
      await writer.add(path, content, signal);
      added.set(item.section, [...(added.get(item.section) ?? []), path]);
    }
  } finally {
    close();
  }
  await writer.add(INDEX, index({ added, missing }, options), signal);
  await writer.finish();
  onProgress(1, INDEX);
  return missing;
}

/** Undefined: altered, withheld, or nothing that can be drawn. The rest is not touched by it. */
async function made(item: ExportItem, signal: AbortSignal): Promise<Blob | string | undefined> {
  try {
    return await item.make(signal);
  } catch (error) {
    signal.throwIfAborted();
    // Without a connection nothing opens: then there is no export rather than an empty one.
    if (!navigator.onLine) throw error;
    return undefined;
  }
}

function index(
  { added, missing }: { added: Map<ExportItem['section'], string[]>; missing: readonly string[] },
  { title, when, now }: ExportOptions,
): string {
  const words = t.past.export.index;
  return indexPage({
    language: currentLanguage(),
    title,
    lines: [when, words.made({ when: formatMoment(now) }), words.without],
    sections: [...added].map(([section, paths]) => ({ title: t.past.tabs[section], paths })),
    missingTitle: words.missing,
    missing,
  });
}
