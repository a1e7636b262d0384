/**
 * Versions of what people accept. `policy` rises when a purpose, basis or retention rule changes its
 * meaning (R7): a test compares the vocabulary with the digest noted here.
 */
export const policyVersions = {
  terms: '2026-11-21',
  dpa: '2026-11-21',
  policy: '1',
} as const;
