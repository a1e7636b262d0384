import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { Language } from '@conclave/shared/text/language';
import { bytes, integer, moment, text } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** What admins set for their company, and what is true of it as a customer. */
const company = {
  purpose: 'company',
  basis: '6.1.b',
  retention: 'account',
  reads: ['server', 'operator', 'companyAdmin'],
  subject: 'companyAdmin',
  required: true,
  export: true,
  erase: 'row',
  requirement: 'design 7',
} as const satisfies Annotation;

const paid = { ...company, requirement: 'R78' } as const satisfies Annotation;

const standing = {
  ...company,
  subject: 'organizer',
  requirement: 'design 1',
} as const satisfies Annotation;

/** What organizers choose from, and guests read: nothing about anybody. */
const wording = {
  ...company,
  reads: ['server', 'operator', 'companyAdmin', 'organizer'],
  requirement: 'R68',
} as const satisfies Annotation;

/** Random ids and closed words; accounts that were deleted leave an id that leads nowhere. */
const audit = {
  ...company,
  basis: '6.1.f',
  export: false,
  requirement: 'design 7',
} as const satisfies Annotation;

/** A keyed hash: tells whether a restored row was deleted, and nothing else. */
const ledger = {
  purpose: 'deletion',
  basis: '6.1.c',
  retention: 'deletionLedger',
  reads: ['server', 'operator'],
  subject: 'organizer',
  required: true,
  export: false,
  erase: 'expiry',
  requirement: 'R87',
} as const satisfies Annotation;

/** Who administers, by which rules, with which texts, and what was done; and what was deleted. */
export const company0010 = migration(
  '0010-company',
  addColumns('company', {
    /** Null: without an end. Once it has passed the company has lapsed. */
    paid_until: moment().nullable().about(paid),
  }),
  addColumns('account', {
    suspended_at: moment().nullable().about(standing),
    /** Removed from the company; everything of theirs goes a week later. */
    removed_at: moment().nullable().about(standing),
  }),
  table(
    'company_policy',
    {
      company_id: text().references('company', 'id').about(company),
      version: integer().about(company),
      /** JSON, as `CompanyPolicy` has it. */
      policy: text().about(company),
      changed_at: moment().about(company),
    },
    { primaryKey: ['company_id', 'version'] },
  ),
  table('consent_text', {
    id: text().primary().about(wording),
    company_id: text().references('company', 'id').about(wording),
    name: text().about(wording),
    made_at: moment().about(wording),
    retired_at: moment().nullable().about(wording),
  }),
  index('consent_text', ['company_id']),
  table(
    'consent_text_version',
    {
      text_id: text().references('consent_text', 'id').about(wording),
      language: text<Language>().about(wording),
      version: integer().about(wording),
      /** JSON, as `ConsentText` of a notice has it. */
      wording: text().about(wording),
      made_at: moment().about(wording),
      hash: bytes().about(wording),
    },
    { primaryKey: ['text_id', 'language', 'version'] },
  ),
  table(
    'audit_entry',
    {
      company_id: text().references('company', 'id').about(audit),
      number: integer().about(audit),
      at: moment().about(audit),
      actor: text().about(audit),
      act: text().about(audit),
      subject: text().nullable().about(audit),
      detail: text().nullable().about(audit),
      /** Over the entry and the hash of the one before. */
      hash: bytes().about(audit),
    },
    { primaryKey: ['company_id', 'number'] },
  ),
  table('deletion', {
    /** HMAC of the kind and the id, under the server's pepper. */
    keyed_hash: text().primary().about(ledger),
    at: moment().about(ledger),
  }),
  index('deletion', ['at']),
);
