import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Excerpt } from '../../tools/setup/excerpt.mjs';
import { findPostgres } from '../../tools/setup/postgres.mjs';
import { combine, provide } from '../../tools/setup/provision.mjs';

const wanted = {
  setting: 'CONCLAVE_TEST_THING',
  withoutIt: 'Tests of the thing.',
  find: (): string | undefined => undefined,
  install: (): Promise<string | undefined> => Promise.resolve('Nobody may install it.'),
};

describe('provide', () => {
  it('says what is skipped, and why, when a thing cannot be had', async () => {
    expect(await provide(wanted)).toEqual({
      env: {},
      skipped: ['Tests of the thing. Nobody may install it.'],
    });
  });

  it('does not believe an installation that leaves nothing behind', async () => {
    const silent = { ...wanted, install: () => Promise.resolve(undefined) };
    expect(await provide(silent)).toEqual({
      env: {},
      skipped: ['Tests of the thing. It was installed and is not found.'],
    });
  });

  it('finds what it has just installed', async () => {
    let installed: string | undefined;
    const provision = await provide({
      ...wanted,
      find: () => installed,
      install: () => {
        installed = '/usr/bin/thing';
        return Promise.resolve(undefined);
      },
    });
    expect(provision).toEqual({ env: { CONCLAVE_TEST_THING: '/usr/bin/thing' }, skipped: [] });
  });

  it('collects the settings and the gaps of all parts', () => {
    const parts = [
      { env: { A: '1' }, skipped: [] },
      { env: { B: '2' }, skipped: ['c'] },
    ];
    expect(combine(parts)).toEqual({ env: { A: '1', B: '2' }, skipped: ['c'] });
  });
});

describe('findPostgres', () => {
  let folder = '';
  const install = (version: string, ...programs: string[]): void => {
    const bin = join(folder, version, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const program of programs) {
      writeFileSync(join(bin, program), '');
      chmodSync(join(bin, program), 0o755);
    }
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conclave-pg-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('passes over a newer version of which only the client is there', () => {
    install('17', 'psql');
    install('15', 'initdb', 'pg_ctl', 'postgres');
    expect(findPostgres(folder)).toBe(join(folder, '15', 'bin'));
  });

  it('compares versions by number', () => {
    install('9', 'initdb', 'pg_ctl', 'postgres');
    install('15', 'initdb', 'pg_ctl', 'postgres');
    install('16', 'initdb', 'pg_ctl', 'postgres');
    expect(findPostgres(folder)).toBe(join(folder, '16', 'bin'));
  });
});

describe('an excerpt of a long output', () => {
  it('keeps the beginning and the end, where the reason stands', () => {
    const excerpt = new Excerpt();
    for (let line = 1; line <= 100; line += 1) excerpt.add(`line ${line}`);
    const lines = excerpt.toString().split('\n');
    expect([lines[0], lines[20], lines[21], lines.at(-1), lines.length]).toEqual([
      'line 1',
      '… 60 lines …',
      'line 81',
      'line 100',
      41,
    ]);
  });

  it('leaves a short output as it is', () => {
    const excerpt = new Excerpt();
    excerpt.add('one');
    excerpt.add('two');
    expect(excerpt.toString()).toBe('one\ntwo');
  });
});
