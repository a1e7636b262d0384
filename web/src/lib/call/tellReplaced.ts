import { t } from '../i18n/texts.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import type { Replacement } from './OpenDocuments.ts';

/** Says that a document goes on as another, where somebody has to know: something was lost or stands still. */
export function tellReplaced({ kind, unsent }: Replacement, toasts: Toasts): void {
  // Board, minutes, agenda and notes draw anew; the others live as long as the page.
  const needsReload = kind === 'chat' || kind === 'files' || kind === 'roster';
  if (!needsReload && unsent === 0) return;
  const { replaced } = t.documents;
  toasts.show({
    title: unsent === 0 ? replaced.title : replaced.unsent({ n: unsent }),
    stays: true,
    ...(needsReload && { text: replaced.reload }),
  });
}
