import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { t } from '../i18n/texts.svelte.ts';
import { UnreachableError } from '../vault/HttpApi.ts';
import { VaultRefusal, type VaultRefusalCode } from '../vault/VaultRefusal.ts';

/** Refusals that have words of their own on the pages of accounts. */
const worded = [
  'wrongCredentials',
  'tooMany',
  'addressTaken',
  'registrationClosed',
  'inviteInvalid',
  'addressUnverified',
  'lastAdmin',
  'termsRequired',
  'signedOut',
  'suspended',
  'lapsed',
  'policyForbids',
  'restricted',
  'stepOver',
  'versionConflict',
  'unavailable',
] as const satisfies readonly ErrorCode[];

/** What an operator's backup looks like, too. */
export function isOlderState(code: VaultRefusalCode): boolean {
  return code === 'vaultRolledBack' || code === 'vaultForked';
}

/** What to tell somebody whose request failed. May contain links; show it with Rich. */
export function faultText(error: unknown): string {
  const { failed, refused } = t.account;
  if (error instanceof VaultRefusal) {
    if (!error.isTampering && !error.code.startsWith('kdf')) return refused[error.code];
    const advice = isOlderState(error.code) ? [refused.backup] : [];
    return [refused[error.code], refused.stop, ...advice].join(' ');
  }
  if (error instanceof UnreachableError) {
    return navigator.onLine ? failed.unreachable : failed.offline;
  }
  if (error instanceof RefusedError) {
    const code = worded.find((known) => known === error.code);
    return code === undefined ? failed.other : failed[code];
  }
  return failed.unexpected;
}

/** The same for forms that ask for the present password, where that is what does not fit. */
export function presentPasswordText(error: unknown): string {
  return error instanceof RefusedError && error.code === 'wrongCredentials'
    ? t.account.faults.presentPassword
    : faultText(error);
}
