import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserStorage } from '@conclave/shared/dataMap/browserStorage';
import { fileClasses } from '@conclave/shared/dataMap/fileClasses';
import { processing, type Processing } from '@conclave/shared/dataMap/processing';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import { describe, expect, it } from 'vitest';
import { allowedIn } from '../../server/src/dataMap/canaries.ts';
import { exportPlan } from '../../server/src/dataMap/exportPlan.ts';
import { dataMap } from '../../server/src/dataMap/MapEntry.ts';
import { pages } from '../../server/src/dataMap/pages.ts';
import { onlyByClock, purgePlan } from '../../server/src/dataMap/purgePlan.ts';
import { references, tableNames, wayTo } from '../../server/src/dataMap/tables.ts';
import { columnMap } from '../../server/src/store/columnMap.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = (folder: string): { path: string; text: string }[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|svelte)$/u.test(path) && !path.includes('.test.'))
    .map((path) => ({ path, text: readFileSync(join(root, folder, path), 'utf8') }));

const map = dataMap();

describe('what is generated from the data map', () => {
  it.each([...pages()])(
    '[R4, R13] docs/data-map/%s is what `npm run data-map` writes',
    (name, content) => {
      expect(readFileSync(join(root, 'docs/data-map', name), 'utf8')).toBe(content);
    },
  );

  it('[R5, R14] the table of /privacy names every purpose with all its bases and rules', () => {
    const rows = new Map<string, Processing>(processing.map((row) => [row.purpose, row]));
    const missing = map
      .filter(({ place, annotation: a }) => place !== 'browser' && a.purpose !== 'operation')
      .filter(({ annotation: { purpose, basis, retention } }) => {
        const row = rows.get(purpose);
        if (row === undefined) return true;
        const bases: readonly string[] = row.bases;
        const rules: readonly string[] = row.retention;
        return (
          (basis !== 'none' && !bases.includes(basis)) ||
          (retention !== 'instance' && !rules.includes(retention))
        );
      })
      .map(({ name, annotation: a }) => `${name}: ${a.purpose} ${a.basis} ${a.retention}`);
    expect(missing).toEqual([]);
  });

  it('[R62] every file that the server keeps under its folder has a line', () => {
    const named = source('server/src').flatMap(({ text }) =>
      [...text.matchAll(/join\((?:\w+\.)*(?:dataDir|DATA_DIR), '([^']+)'\)/gu)].map(
        ([, name]) => name ?? '',
      ),
    );
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !(name in fileClasses))).toEqual([]);
  });

  it('[R19] every name under which the client keeps something in a browser has a line', () => {
    const known = new Set<string>(browserStorage.map(({ name }) => name));
    const named = source('web/src').flatMap(({ path, text }) =>
      [...text.matchAll(/'(conclave[-.][a-z.-]+)'/gu)].map(([, name]) => ({
        path,
        name: name ?? '',
      })),
    );
    // Locks, channels and policies of the page are not storage.
    const stored = named.filter(
      ({ path, name }) => !/Lock|TabWord|TabTalk|channel|trustedWorker/iu.test(path + name),
    );
    expect(stored.length).toBeGreaterThan(5);
    expect(stored.filter(({ name }) => !known.has(name))).toEqual([]);
  });

  it('[R19] storage of the browser is opened in a few files only, which take listed names', () => {
    const opens = source('web/src').filter(({ text }) =>
      /(?:localStorage|sessionStorage)\.(?:set|get)Item|indexedDB\.open\(|caches\.open\(|document\.cookie/u.test(
        text,
      ),
    );
    const free = opens.filter(({ text }) => !/browserStorage|PreferenceKey/u.test(text));
    expect(free.map(({ path }) => path)).toEqual(['lib/call/TabMemory.ts']);
  });

  it('[R84] every table is reached from whom it belongs to, or has a clock of its own', () => {
    for (const { table, expires } of onlyByClock()) {
      expect(expires, table).not.toEqual([]);
      for (const rule of expires) expect(retentionRules[rule].maxDays, table).toBeGreaterThan(0);
    }
    const reached = new Set(purgePlan('account').map(({ table }) => table));
    for (const { table } of purgePlan('meeting')) expect([...reached]).toContain(table);
  });

  it('[R84, R87] the purge plan deletes children before what they point at', () => {
    const order = purgePlan('account').map(({ table }) => table);
    const wrong = references().filter(({ table, to }) => {
      const [child, parent] = [order.indexOf(table), order.indexOf(to.table)];
      return table !== to.table && child >= 0 && parent >= 0 && child > parent;
    });
    expect(wrong).toEqual([]);
  });

  it('[R102] the export plan has a way to everything that says it is exported', () => {
    const planned = exportPlan().flatMap(({ table, columns }) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    );
    const promised = columnMap().filter(({ annotation }) => annotation.export);
    expect(planned.sort()).toEqual(
      promised.map(({ table, column }) => `${table}.${column}`).sort(),
    );
  });

  it('[R115] what is sealed may be found nowhere, and what the server reads not in its output', () => {
    const places = {
      account: 'account.first_name',
      company: 'company.company_name',
      chat: 'document_entry.sealed_entry',
      direct: null,
    };
    // [R131] Under the key of its account: read by the server, and nowhere on its disk.
    expect(allowedIn('dump', places)).toEqual(['company']);
    expect(allowedIn('files', places)).toEqual(['company']);
    expect(allowedIn('memory', places)).toEqual(['account', 'company']);
    expect(allowedIn('output', places)).toEqual([]);
    expect(() => allowedIn('dump', { typo: 'account.nothing' })).toThrow('nothing describes');
  });

  it('[R112] the annex of the agreement binds staff to secrecy and names who else processes', () => {
    const annex = pages().get('dpa-annex.md') ?? '';
    expect(annex).toContain('§ 43e(3) BRAO');
    expect(annex).toContain('`PROCESSORS`');
  });

  it('finds no way where there is none', () => {
    expect(tableNames()).toContain('mail_stop');
    expect(wayTo('account', 'mail_stop')).toBeUndefined();
    expect(wayTo('account', 'account')).toEqual([]);
  });
});
