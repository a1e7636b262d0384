import { REMOVAL_MS } from '../companies/Members.ts';
import { standingOf } from '../companies/standing.ts';

interface Held {
  readonly companies: readonly { readonly id: string; readonly paidUntil: number | null }[];
  readonly removed: readonly { readonly accountId: string; readonly removedAt: number | null }[];
}

export interface Due {
  readonly what: 'company' | 'account';
  readonly id: string;
  readonly at: number;
}

/**
 * [R79, R81] Who is deleted when, the next one first: companies 360 days after they have lapsed,
 * accounts a week after their company removed them. Who is active is not in it.
 */
export function retentionCalendar({ companies, removed }: Held, now: number): Due[] {
  const lapsed = companies.flatMap(({ id, paidUntil }): Due[] => {
    const standing = standingOf(paidUntil, now);
    return standing.state === 'lapsed' ? [{ what: 'company', id, at: standing.deletedAt }] : [];
  });
  const leaving = removed.flatMap(({ accountId, removedAt }): Due[] =>
    removedAt === null ? [] : [{ what: 'account', id: accountId, at: removedAt + REMOVAL_MS }],
  );
  return [...lapsed, ...leaving].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
