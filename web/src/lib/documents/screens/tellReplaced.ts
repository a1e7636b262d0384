import { t } from '../../i18n/texts.svelte.ts';
import type { Toasts } from '../../ui/Toasts.svelte.ts';
import type { Replacement } from '../page/OpenDocuments.ts';

/** Says that a document goes on as another: without something that this person wrote, or deleted for good. */
export function tellReplaced(
  { place: { kind }, begun, unsent }: Replacement,
  toasts: Toasts,
): void {
  const { replaced, tools } = t.documents;
  if (unsent > 0) toasts.show({ title: replaced.unsent({ n: unsent }), stays: true });
  else if (!begun) return;
  else if (kind === 'board' || kind === 'minutes' || kind === 'agenda' || kind === 'chat')
    toasts.show({ title: replaced.begun({ name: tools[kind] }) });
}
