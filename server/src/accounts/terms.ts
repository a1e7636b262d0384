import { policyVersions } from '@conclave/shared/dataMap/policyVersions';

/** [R10] Whether what was accepted is something else than the terms and the agreement in force. */
export function isForeignTerms(accepted: {
  readonly termsVersion?: string | null | undefined;
  readonly dpaVersion?: string | null | undefined;
}): boolean {
  const { terms, dpa } = policyVersions;
  return accepted.termsVersion !== terms || accepted.dpaVersion !== dpa;
}
