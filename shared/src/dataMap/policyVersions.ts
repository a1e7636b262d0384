/**
 * Versions of what people accept. `policy` rises when a purpose, basis or retention rule changes
 * (R7): tests/contract/dataMap compares the vocabulary with the digest noted here.
 */
export const policyVersions = {
  terms: '2026-11-21',
  dpa: '2026-11-21',
  policy: '1',
  /** Midnight UTC of the day on which it takes effect: accounts that were there before are told (R9). */
  policyFrom: 1_795_219_200_000,
  vocabularyDigest: '052c5546fb5f9679',
} as const;
