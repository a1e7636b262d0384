import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { logFields } from '@conclave/shared/dataMap/logFields';
import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import { bases, purposes, retentionRules } from '@conclave/shared/dataMap/vocabulary';
import { columnMap } from '../../server/src/store/columnMap.ts';

const everything = [
  ...columnMap().map(
    ({ table, column, annotation }) => [`${table}.${column}`, annotation] as const,
  ),
  ...Object.entries(logFields).map(([name, annotation]) => [`log ${name}`, annotation] as const),
];

describe('the data map', () => {
  it('[R7] has a new policy version whenever a purpose, basis or retention rule changes', () => {
    const digest = createHash('sha256')
      .update(JSON.stringify([purposes, bases, retentionRules]))
      .digest('hex')
      .slice(0, 16);
    // Raise `policy` and note the new digest: people hear of it before it takes effect (R9).
    expect(policyVersions.vocabularyDigest).toBe(digest);
  });

  it('[R83] keeps no log longer than 180 days and statistics no longer either', () => {
    const { log, securityLog, statistics, shortAddress } = retentionRules;
    for (const { maxDays } of [log, securityLog, statistics, shortAddress]) {
      expect(maxDays).toBeGreaterThan(0);
      expect(maxDays).toBeLessThanOrEqual(180);
    }
    expect(retentionRules.account.maxDays).toBe(360);
  });

  it.each(everything)('[R5] %s has a basis exactly if it describes somebody', (_, annotation) => {
    expect(annotation.basis === 'none').toBe(annotation.subject === 'nobody');
  });

  it.each(everything)('%s goes with its subject, if it has one', (_, annotation) => {
    expect(annotation.subject !== 'nobody' && annotation.erase === 'stays').toBe(false);
  });

  it.each(Object.entries(logFields))('[R91] log field %s serves to find faults', (_, field) => {
    expect(field.purpose).toBe('troubleshooting');
    expect(['log', 'securityLog']).toContain(field.retention);
  });
});
