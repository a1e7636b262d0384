import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig, type Config } from '../config.ts';
import { loadSecrets } from './secretsFile.ts';

describe('loadSecrets', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'conclave-secrets-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  function config(environment: Record<string, string> = {}): Config {
    const result = readConfig({ DATA_DIR: dataDir, ...environment });
    if ('faults' in result) throw new Error(result.faults.join());
    return result.config;
  }

  it('makes them once, different ones, in a file for nobody else', () => {
    const first = loadSecrets(config());
    const file = join(dataDir, 'secrets.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.session.reveal()).toMatch(/^[\w-]{43}$/);
    expect(first.session.reveal()).not.toBe(first.pepper.reveal());
    const written = readFileSync(file, 'utf8');
    const second = loadSecrets(config());
    expect(second.pepper.reveal()).toBe(first.pepper.reveal());
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it('takes what the environment gives, and writes no file if that is all', () => {
    const given = { SESSION_SECRET: 's'.repeat(40), PEPPER: 'p'.repeat(40) };
    const secrets = loadSecrets(config(given));
    expect(secrets.session.reveal()).toBe(given.SESSION_SECRET);
    expect(secrets.pepper.reveal()).toBe(given.PEPPER);
    expect(() => statSync(join(dataDir, 'secrets.json'))).toThrow('ENOENT');
  });

  it('does not replace a damaged file: a new pepper would lock everybody out', () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{"session":"x"}');
    expect(() => loadSecrets(config())).toThrow();
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe('{"session":"x"}');
  });
});
