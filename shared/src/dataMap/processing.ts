import type { Basis, Purpose, Retention } from './vocabulary.ts';

/** Whom the data comes from: themselves, the organizer who invites them, or the use of the product. */
export type Source = 'self' | 'organizer' | 'use';

export type Processing = {
  purpose: Exclude<Purpose, 'operation'>;
  bases: readonly Exclude<Basis, 'none'>[];
  retention: readonly Retention[];
  source: Source;
  /** Whether the purpose can only be had with this data, or the person may leave it out. */
  voluntary: boolean;
};

/**
 * What `/privacy` says of every purpose [R4, R5, R14]. The annotations of the stored columns are
 * the finer map; this is the summary a person reads, and each annotation must fit into it.
 */
export const processing = [
  {
    purpose: 'login',
    bases: ['6.1.b', '6.1.f'],
    retention: ['account', 'signIn', 'oneTimeToken'],
    source: 'self',
    voluntary: false,
  },
  {
    purpose: 'secondFactor',
    bases: ['6.1.a', '6.1.b'],
    retention: ['untilReplaced', 'oneTimeToken', 'account'],
    source: 'self',
    voluntary: true,
  },
  { purpose: 'vault', bases: ['6.1.b'], retention: ['account'], source: 'self', voluntary: false },
  {
    purpose: 'meeting',
    bases: ['6.1.b', '6.1.f'],
    retention: ['meeting', 'session'],
    source: 'use',
    voluntary: false,
  },
  {
    purpose: 'documents',
    bases: ['6.1.a', '9.2.a'],
    retention: ['meeting'],
    source: 'self',
    voluntary: true,
  },
  {
    purpose: 'invitation',
    bases: ['6.1.f'],
    retention: ['mailJob', 'suppression'],
    source: 'organizer',
    voluntary: false,
  },
  {
    purpose: 'summary',
    bases: ['6.1.a'],
    retention: ['mailJob', 'meeting'],
    source: 'self',
    voluntary: true,
  },
  {
    purpose: 'consent',
    bases: ['6.1.c', '9.2.a'],
    retention: ['meeting', 'account'],
    source: 'self',
    voluntary: true,
  },
  {
    purpose: 'company',
    bases: ['6.1.b', '6.1.f'],
    retention: ['account', 'untilReplaced', 'oneTimeToken'],
    source: 'self',
    voluntary: false,
  },
  {
    purpose: 'terms',
    bases: ['6.1.b', '6.1.c'],
    retention: ['account'],
    source: 'self',
    voluntary: false,
  },
  {
    purpose: 'abuse',
    bases: ['6.1.f'],
    retention: ['shortAddress', 'securityLog', 'statistics', 'account'],
    source: 'use',
    voluntary: false,
  },
  {
    purpose: 'support',
    bases: ['6.1.f'],
    retention: ['statistics'],
    source: 'use',
    voluntary: true,
  },
  {
    purpose: 'troubleshooting',
    bases: ['6.1.f'],
    retention: ['log', 'securityLog'],
    source: 'use',
    voluntary: false,
  },
  {
    purpose: 'rights',
    bases: ['6.1.c'],
    retention: ['account', 'meeting'],
    source: 'self',
    voluntary: true,
  },
  {
    purpose: 'deletion',
    bases: ['6.1.c'],
    retention: ['deletionLedger'],
    source: 'use',
    voluntary: false,
  },
] as const satisfies readonly Processing[];
