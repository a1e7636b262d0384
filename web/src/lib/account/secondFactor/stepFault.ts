import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { t } from '../../i18n/texts.svelte.ts';
import { presentPasswordText } from '../faultText.ts';

const worded = [
  'wrongCode',
  'stepOver',
  'tooMany',
  'numberRefused',
  'unavailable',
  'notAllowed',
] as const satisfies readonly ErrorCode[];

/** What to tell somebody whose code, number or password was refused. */
export function stepFault(error: unknown): string {
  const code = error instanceof RefusedError ? error.code : undefined;
  const known = worded.find((one) => one === code);
  return known === undefined ? presentPasswordText(error) : t.secondFactor.faults[known];
}
