import {
  defaultCompanyPolicy,
  type CompanyPolicy,
  type PolicyInForce,
} from '@conclave/shared/wire/companyApi';
import { describe, expect, it } from 'vitest';
import { allowed, doorsBy, ownPolicy, summariesBy } from './companyRules.ts';

const DOORS = ['greeted', 'guarded', 'open'] as const;
const SUMMARIES = ['sealed', 'code', 'content', 'none'] as const;

function rules(change: Partial<CompanyPolicy>): Promise<CompanyPolicy | undefined> {
  const inForce: PolicyInForce = {
    ...{ version: 1, changedAt: 1, standing: { state: 'active', paidUntil: null } },
    policy: { ...defaultCompanyPolicy, ...change },
  };
  return ownPolicy(() => Promise.resolve(inForce));
}

describe('the rules of one’s company', () => {
  it('leave the doors that are allowed, and choose one of them', async () => {
    const doors = doorsBy<(typeof DOORS)[number]>(await rules({ doors: ['guarded'] }), DOORS);
    expect(doors).toEqual(['guarded']);
    expect(allowed<string>('greeted', doors)).toBe('guarded');
    expect(allowed('guarded', DOORS)).toBe('guarded');
  });

  it('leave the summaries that are allowed; none at all is always possible', async () => {
    const coded = await rules({ summaryLevels: ['code'] });
    expect(summariesBy(coded, SUMMARIES)).toEqual(['code', 'none']);
    expect(summariesBy(await rules({ summaryLevels: ['link'] }), SUMMARIES)).toEqual([
      'sealed',
      'none',
    ]);
    expect(summariesBy(await rules({ summaryLevels: [] }), SUMMARIES)).toEqual(['none']);
    const named = await rules({ summaryLevels: ['link', 'content'] });
    expect(summariesBy(named, SUMMARIES)).toEqual(['sealed', 'content', 'none']);
  });

  it('[S-15] take nothing away while they are not known but what others could read', async () => {
    const unknown = await ownPolicy(() => Promise.reject(new TypeError('offline')));
    expect(doorsBy(unknown, DOORS)).toEqual(DOORS);
    expect(summariesBy(unknown, SUMMARIES)).toEqual(['sealed', 'code', 'none']);
  });
});
