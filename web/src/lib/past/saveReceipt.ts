import type { DeletionReceipt } from '@conclave/shared/wire/deletionApi';
import { t } from '../i18n/texts.svelte.ts';

/** Saves the receipt of a deletion as a file: nobody else keeps one. */
export function saveReceipt(receipt: DeletionReceipt): void {
  const json = JSON.stringify(receipt, undefined, 2);
  const href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  const { file: download } = t.past.remove.receipt;
  Object.assign(document.createElement('a'), { href, download }).click();
  URL.revokeObjectURL(href);
}
