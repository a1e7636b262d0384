import type { DeletionReceipt } from '@conclave/shared/wire/deletionApi';
import { t } from '../i18n/texts.svelte.ts';
import { saveFile } from '../ui/saveFile.ts';

/** Saves the receipt of a deletion as a file: nobody else keeps one. */
export function saveReceipt(receipt: DeletionReceipt): void {
  const json = JSON.stringify(receipt, undefined, 2);
  saveFile(t.past.remove.receipt.file, 'application/json', json);
}
