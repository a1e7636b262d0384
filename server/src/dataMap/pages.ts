import { exportSchema } from '@conclave/shared/exportSchema';
import { processing } from '@conclave/shared/dataMap/processing';
import { retentionRules, type Retention } from '@conclave/shared/dataMap/vocabulary';
import { text } from '@conclave/shared/text/en/privacy';
import { mapPlaces } from '@conclave/shared/wire/dataMapApi';
import { dpaAnnex } from './dpaAnnex.ts';
import { exportPlan } from './exportPlan.ts';
import { dataMap, type MapEntry } from './MapEntry.ts';
import { code, page, table } from './markdown.ts';
import { clocksOf, onlyByClock, purgePlan } from './purgePlan.ts';
import { tableNames } from './tables.ts';

/** All that is generated from the data map, by file name. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([
    ['what-is-stored.md', whatIsStored()],
    ['record-of-processing.md', recordOfProcessing()],
    ['purge-plan.md', purgePlanPage()],
    ['export-plan.md', exportPlanPage()],
    ['dpa-annex.md', dpaAnnex()],
    ['canaries.md', canaryPage()],
    ['export.schema.json', `${JSON.stringify(exportSchema, undefined, 2)}\n`],
  ]);
}

function whatIsStored(): string {
  const map = dataMap();
  const sections = mapPlaces.flatMap((place) => {
    const rows = map
      .filter((entry) => entry.place === place)
      .map(({ name, annotation: a }) => [
        code(name),
        ...[a.purpose, a.basis, a.retention, a.reads.join(', '), a.subject],
        ...[a.sealedUnder === undefined ? '' : 'account’s key'],
        ...[a.required ? 'yes' : 'no', a.requirement],
      ]);
    const heads = [
      ...['value', 'purpose', 'basis', 'kept', 'who reads it', 'about', 'sealed under'],
      ...['required', 'why'],
    ];
    return [`## ${place}`, table(heads, rows)];
  });
  const rules = Object.entries(retentionRules).map(([name, { from, maxDays }]) => [
    code(name),
    from,
    maxDays === 0 ? 'at once' : `${String(maxDays)} days`,
  ]);
  return page(
    'What is stored [R4, R62]',
    'Every column, file, log field, figure and browser-storage key. The same list is at `/privacy` of every instance.',
    ...sections,
    '## How long',
    table(['rule', 'counted from when', 'at most'], rules),
  );
}

/** Art. 30(1) and (2) GDPR, as far as the program knows it; the operator adds what it does not. */
function recordOfProcessing(): string {
  const { data } = text;
  const map = dataMap();
  const activities = processing.flatMap(({ purpose, bases, retention, source }) => {
    const stored = map.filter(({ annotation }) => annotation.purpose === purpose);
    const list = (of: (entry: MapEntry) => readonly string[]): string =>
      [...new Set(stored.flatMap(of))].sort().join(', ') || 'none stored';
    return [
      `## ${data.purposes[purpose]}`,
      table(
        ['item of Art. 30', 'answer'],
        [
          ['Categories of data', data.contents[purpose]],
          ['Categories of people', list(({ annotation }) => [annotation.subject])],
          ['Legal basis', bases.map((basis) => data.bases[basis]).join('; ')],
          ['Source', data.sources[source]],
          ['Who can read it as it is stored', list(({ annotation }) => annotation.reads)],
          ['Time limits', retention.map(keptText).join('; ')],
          ['Where it lies', list(placeOf)],
        ],
      ),
    ];
  });
  return page(
    'Record of processing [Art. 30 GDPR]',
    'Controller, officer, hosting and processors of an instance are configuration (`CONTROLLER_*`, `DPO`, `HOSTING_LOCATION`, `PROCESSORS`) and published at `/privacy`. Transfers to third countries: none by the program itself, but codes by text message where they are configured (Twilio Inc., USA). Measures under Art. 32: `dpa-annex.md`.',
    ...activities,
  );
}

function placeOf({ place, name }: MapEntry): readonly string[] {
  return [place === 'database' ? `table ${name.split('.')[0] ?? name}` : `${place} ${name}`];
}

function keptText(rule: Retention): string {
  const { retention } = text.data;
  if (rule === 'log') return retention.log({ days: retentionRules.log.maxDays });
  if (rule === 'statistics')
    return retention.statistics({ days: retentionRules.statistics.maxDays });
  return retention[rule];
}

function purgePlanPage(): string {
  const plan = (root: 'account' | 'meeting'): string =>
    ['```sql', ...purgePlan(root).map(({ sql }) => `${sql ?? ''};`), '```'].join('\n');
  const clocks = tableNames()
    .map((name) => [code(name), clocksOf(name).join(', ')])
    .filter(([, rules]) => rules !== '');
  return page(
    'Purge plan [R84]',
    'What goes with an account (`$1` is its id), children before parents:',
    plan('account'),
    'What goes with a meeting:',
    plan('meeting'),
    'Files of a meeting (`blobs`) go with its row. Tables whose rows also go by a clock of their own:',
    table(['table', 'rules'], clocks),
    `Tables that hang on nobody and go by their clock alone: ${onlyByClock()
      .map((step) => code(step.table))
      .join(', ')}.`,
  );
}

function exportPlanPage(): string {
  const rows = exportPlan().flatMap(({ table: name, columns, ofCompany }) =>
    Object.entries(columns).map(([column, given]) => [
      code(`${name}.${column}`),
      given,
      ofCompany ? 'admins of the company' : 'the account',
    ]),
  );
  return page(
    'Export plan [R102, R103]',
    'What a person gets with "Export" of the page "My data". `readable`: as it is. `sealed`: as ciphertext, with a note. `documents`: opened by the browser, as the meeting’s files, minutes and drawings. The vault is opened by the browser, too.',
    table(['value', 'given', 'to'], rows),
  );
}

function canaryPage(): string {
  const readable = dataMap().filter(
    ({ place, annotation: a }) =>
      place !== 'browser' && a.reads.includes('server') && a.subject !== 'nobody',
  );
  return page(
    'What may be found on the server [R115]',
    'The canary tour types words that stand nowhere else and looks for them in the memory, files, database and output of a server. A word may be found only if it was typed into one of these values; all others are sealed before they leave a browser. What is marked lies sealed under the key of its account, and may be found in the memory of a server alone.',
    readable
      .map(({ place, name, annotation: { sealedUnder } }) => {
        const memory = sealedUnder === undefined ? '' : ': in memory alone';
        return `- ${place} ${code(name)}${memory}`;
      })
      .join('\n'),
  );
}
