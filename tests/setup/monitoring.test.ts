import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { metricFields } from '../../shared/src/dataMap/metricFields.ts';
import { Metrics } from '../../server/src/ops/Metrics.ts';

const FOLDER = join(import.meta.dirname, '../../deploy/monitoring');

const Board = v.object({
  panels: v.array(
    v.object({ title: v.string(), targets: v.array(v.object({ expr: v.string() })) }),
  ),
});
const Rules = v.object({
  groups: v.array(
    v.object({
      rules: v.array(
        v.object({
          alert: v.string(),
          expr: v.string(),
          annotations: v.object({ summary: v.string(), do: v.string() }),
        }),
      ),
    }),
  ),
});

const board = v.parse(Board, JSON.parse(readFileSync(join(FOLDER, 'grafana.json'), 'utf8')));
const alerts = v.parse(Rules, parse(readFileSync(join(FOLDER, 'alerts.yml'), 'utf8')));
const expressions = [
  ...board.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
];

/** Figures of other programs, which the page on watching names. */
const FOREIGN = /^(?:node_filesystem_|probe_ssl_)/u;

/** The figures that an expression asks for: words before a selector, and those with an underscore. */
const namesIn = (expr: string): string[] =>
  [
    ...expr
      .replace(/"[^"]*"|\[[^\]]*\]|\bby \([^)]*\)/gu, '')
      .matchAll(/\b[a-z][a-z\d]*(?:_[a-z\d]+)+\b|\b[a-z]+(?=\{)/gu),
  ]
    .map(([name]) => name)
    .filter((name) => name !== 'histogram_quantile' && !FOREIGN.test(name));

describe('the board and the alerts', () => {
  it('ask only for figures that the server has', async () => {
    const offered = await new Metrics().registry.metrics();
    const known = new Set([...offered.matchAll(/^# TYPE (\S+)/gmu)].map(([, name]) => name));
    const asked = new Set(
      expressions.flatMap(namesIn).map((name) => name.replace(/_(?:bucket|count)$/u, '')),
    );
    asked.delete('up');
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
    expect(asked.size).toBeGreaterThan(10);
  });

  it('tell apart by nothing that a figure does not have', () => {
    const apart = expressions.flatMap((expr) =>
      [...expr.matchAll(/\bby \((\w+)\)/gu)].map(([, label = '']) => ({ expr, label })),
    );
    expect(apart.length).toBeGreaterThan(2);
    for (const { expr, label } of apart) {
      const [field] = Object.entries(metricFields).filter(([name]) => expr.includes(name));
      expect([...(field?.[1].labels ?? []), 'le'], expr).toContain(label);
    }
    // What is compared with a word that no target has is empty for ever, and calls nobody.
    const jobs = expressions.flatMap((expr) => [...expr.matchAll(/job="([^"]*)"/gu)]);
    const named = new Set(jobs.map(([, job = '']) => job));
    const page = readFileSync(join(FOLDER, '../../docs/monitoring.md'), 'utf8');
    for (const job of named) expect(page).toContain(job);
  });

  it('show every figure about media, rooms and connections', () => {
    const shown = expressions.join(' ');
    const wanted = Object.keys(metricFields).filter((name) =>
      /^(?:sfu_|rooms|signaling_|udp_)/u.test(name),
    );
    expect(wanted.filter((name) => name !== 'sfu_transports' && !shown.includes(name))).toEqual([]);
  });

  it('say of every alert what to do', () => {
    for (const { alert, annotations } of alerts.groups.flatMap(({ rules }) => rules)) {
      expect(`${alert} ${annotations.do}`.length).toBeGreaterThan(alert.length + 10);
    }
  });
});
