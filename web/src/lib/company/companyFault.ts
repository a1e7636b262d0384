import { RefusedError } from '@conclave/shared/RefusedError';
import { faultText } from '../account/faultText.ts';
import { t } from '../i18n/texts.svelte.ts';

/** What to tell an admin whose request failed. */
export function companyFault(error: unknown): string {
  const { lastAdmin, versionConflict, notFound } = t.company.faults;
  const words: Partial<Record<string, string>> = { lastAdmin, versionConflict, notFound };
  const own = error instanceof RefusedError ? words[error.code] : undefined;
  return own ?? faultText(error);
}
