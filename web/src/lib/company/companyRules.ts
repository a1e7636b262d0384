import type { CompanyPolicy, PolicyInForce } from '@conclave/shared/wire/companyApi';
import { CompanyApi } from './CompanyApi.ts';

type Door = CompanyPolicy['doors'][number];

/** As plans name them, beside the word of the rules. */
const summaryWordOf = {
  sealed: 'link',
  code: 'code',
  content: 'content',
  none: undefined,
} as const;
type Summary = keyof typeof summaryWordOf;

/**
 * The rules of one's own company, for forms that offer what they allow: of closed doors and summaries
 * the server cannot see which a meeting has, there the browser holds to them. Undefined: not known;
 * then everything is offered, and what the server can see it refuses.
 */
export async function ownPolicy(
  ask: () => Promise<PolicyInForce> = () => new CompanyApi(() => undefined).policy(),
): Promise<CompanyPolicy | undefined> {
  try {
    return (await ask()).policy;
  } catch {
    // Offline, or the sign-in has ended: the form that is open says so when it is sent.
    return undefined;
  }
}

export function doorsBy<D extends Door>(
  policy: CompanyPolicy | undefined,
  all: readonly D[],
): readonly D[] {
  return policy === undefined ? all : all.filter((door) => policy.doors.includes(door));
}

/** No summary is always allowed. What others can read is not offered while nobody knows whether it may be. */
export function summariesBy<S extends Summary>(
  policy: CompanyPolicy | undefined,
  all: readonly S[],
): readonly S[] {
  if (policy === undefined) return all.filter((one) => one !== 'content');
  return all.filter((one) => {
    const word: (typeof summaryWordOf)[Summary] = summaryWordOf[one];
    return word === undefined || policy.summaryLevels.includes(word);
  });
}

/** What was chosen, or the first of what there is to choose from. */
export function allowed<T>(chosen: T, options: readonly T[]): T {
  return options.includes(chosen) ? chosen : (options[0] ?? chosen);
}
