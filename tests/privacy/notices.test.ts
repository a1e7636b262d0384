import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { purposes } from '@conclave/shared/dataMap/vocabulary';
import { SystemMail } from '@conclave/shared/mail/SystemMail';
import { text as privacyDe } from '@conclave/shared/text/de/privacy';
import { text as termsDe } from '@conclave/shared/text/de/terms';
import { text as privacyEn } from '@conclave/shared/text/en/privacy';
import { text as termsEn } from '@conclave/shared/text/en/terms';
import { text as privacyEs } from '@conclave/shared/text/es/privacy';
import { text as termsEs } from '@conclave/shared/text/es/terms';
import { text as privacyFr } from '@conclave/shared/text/fr/privacy';
import { text as termsFr } from '@conclave/shared/text/fr/terms';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/src/config.ts';
import { instanceRoutes } from '../../server/src/http/routes/instance.ts';
import { columnMap } from '../../server/src/store/columnMap.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = (folder: string): { path: string; text: string }[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.test)\.(?:ts|svelte)$/u.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, folder, path), 'utf8') }));
const files = [...sources('server/src'), ...sources('web/src')];

const notices = [
  { language: 'en', privacy: privacyEn, terms: termsEn, sold: /not sold/u, law: /a law compels/u },
  { language: 'de', privacy: privacyDe, terms: termsDe, sold: /nicht verkauft/u, law: /Gesetz/u },
  {
    language: 'fr',
    privacy: privacyFr,
    terms: termsFr,
    sold: /ni vendues|pas vendues/u,
    law: /loi/u,
  },
  { language: 'es', privacy: privacyEs, terms: termsEs, sold: /no se venden/iu, law: /ley/u },
];

const nothing = (): undefined => undefined;
const nobody = {
  ...{ requestId: 'r', address: '203.0.113.7', header: nothing, cookie: nothing },
  ...{ setCookie: nothing, clearCookie: nothing },
};

describe.each(notices)('the notices in $language', ({ privacy, terms, sold, law }) => {
  it('[R3] say who is responsible for what: organizer, whoever runs the site, and whom guests turn to', () => {
    expect(privacy.roles.paragraphs).toHaveLength(3);
    expect(privacy.roles.paragraphs.join(' ')).toContain('](/terms#dpa)');
  });

  it('[R15, R16] say that data is not sold, and is disclosed only where a law compels it', () => {
    expect(privacy.short.points.join(' ')).toMatch(sold);
    expect(privacy.recipients.law).toMatch(law);
    expect(privacy.recipients.law).toContain('](/about/encryption)');
  });

  it('[R17] give the age that is configured', () => {
    for (const age of [16, 18]) {
      expect(privacy.age.text({ age })).toContain(String(age));
      expect(terms.age.text({ age })).toContain(String(age));
    }
  });

  it('[R100, R105, R106] name recipients and the right to complain, and that no machine decides alone', () => {
    expect(privacy.rights.points).toHaveLength(9);
    expect(privacy.rights.automated).not.toBe('');
    expect(privacy.controller.noAuthority).not.toBe('');
    expect(privacy.recipients.mail).not.toBe('');
  });
});

it('[R106] the authority of the configuration is published, and none is made up', async () => {
  const published = async (env: Record<string, string>): Promise<unknown> => {
    const read = readConfig(env);
    if ('faults' in read) throw new Error(read.faults.join());
    const [route] = instanceRoutes(read.config, 'test');
    const answer = await route?.answer({ params: {}, query: {}, body: undefined }, nobody);
    return Reflect.get(Object(answer), 'supervisoryAuthority');
  };
  expect(await published({})).toBeNull();
  const SUPERVISORY_AUTHORITY = 'Data Office | Hall 1 | https://data-office.example';
  expect(await published({ SUPERVISORY_AUTHORITY })).toMatchObject({ name: 'Data Office' });
});

it('[R15] no mail of the instance is about anything but the account, a meeting or a request', () => {
  const kinds = SystemMail.options.map(({ entries }) => entries.kind.literal);
  expect([...kinds].sort()).toEqual([
    'addressTaken',
    'changedAddress',
    'changedPassword',
    'changedPolicy',
    'changedRestriction',
    'changedSecondFactor',
    'closedAccount',
    'closingAccount',
    'consentStep',
    'invitedOrganizer',
    'lapsingAccount',
    'newSignIn',
    'removedOrganizer',
    'renewedKit',
    'restoredOrganizer',
    'rightsRequest',
    'supportQuestion',
    'suspendedOrganizer',
    'undoneAddress',
    'verifyAddress',
  ]);
});

it('[R8, R90] each column has one purpose of the list, and statistics are read by the view for support alone', () => {
  const named = columnMap().map(({ annotation }) => annotation.purpose);
  expect(named.filter((purpose) => !Object.hasOwn(purposes, purpose))).toEqual([]);
  const ofSupport = columnMap().filter(({ annotation }) => annotation.purpose === 'support');
  expect([...new Set(ofSupport.map(({ table }) => table))]).toEqual(['connection_statistic']);
  const readers = files.filter(({ text }) => text.includes('connection_statistic'));
  expect(readers.map(({ path }) => path).sort()).toEqual([
    'retention/clockRules.ts',
    'store/StatisticStore.ts',
    'store/migrations/0022-rights.ts',
  ]);
});

it('[R77, R88, R93, R94, R138, R142 to R144] nothing is shipped that would record, bill, debug, meter, count or wake people', () => {
  const recording = /MediaRecorder|captureStream/u;
  expect(files.filter(({ text }) => recording.test(text)).map(({ path }) => path)).toEqual([]);
  const waking = /PushManager|pushManager|showNotification|web-push/u;
  expect(files.filter(({ text }) => waking.test(text)).map(({ path }) => path)).toEqual([]);
  const words =
    /record(?!_number)ing|invoice|billing|debug|metering|usage|analytic|telemetry|crash|push/u;
  const stored = columnMap().map(({ table, column }) => `${table}.${column}`);
  expect(stored.filter((name) => words.test(name))).toEqual([]);
  const foreign = Object.keys(purposes).filter((name) =>
    /record|bill|debug|meter|analytic|telemetry|push/u.test(name),
  );
  expect(foreign).toEqual([]);
});
