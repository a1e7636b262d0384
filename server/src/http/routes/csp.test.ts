import { describe, expect, it } from 'vitest';
import { Metrics } from '../../ops/Metrics.ts';
import type { Call } from '../Call.ts';
import { cspRoutes } from './csp.ts';

const nobody: Call = {
  requestId: 'r',
  address: '127.0.0.1',
  header: () => undefined,
  cookie: () => undefined,
  setCookie: () => undefined,
  clearCookie: () => undefined,
};

async function countOf(...bodies: unknown[]): Promise<Record<string, number>> {
  const metrics = new Metrics();
  const [route] = cspRoutes(metrics);
  for (const body of bodies) await route?.answer({ params: {}, query: {}, body }, nobody);
  const counted = await metrics.registry.getSingleMetric('csp_violations_total')?.get();
  return Object.fromEntries(
    (counted?.values ?? []).map(({ labels, value }) => [String(labels['directive']), value]),
  );
}

const violation = (effectiveDirective: string): object => ({
  type: 'csp-violation',
  body: { effectiveDirective, documentURL: 'https://x/m/1#secret', sample: 'secret' },
});

describe('reports of the content policy', () => {
  it('are counted by directive', async () => {
    expect(
      await countOf([violation('img-src'), violation('script-src-elem'), violation('img-src')], {
        'csp-report': { 'effective-directive': 'img-src', 'document-uri': 'https://x/' },
      }),
    ).toEqual({ 'img-src': 3, 'script-src-elem': 1 });
  });

  it('that are something else are not counted, so that nobody fills the memory with names', async () => {
    const wrong = ['<script>', 'x'.repeat(41), 'UPPER-src', 'a'.repeat(30), ''];
    expect(await countOf(wrong.map(violation), [{ type: 'crash' }, 7, null])).toEqual({});
  });

  it.each([['text'], [{}], [Array.from({ length: 51 }, () => violation('img-src'))], [undefined]])(
    'are refused when malformed or too many',
    async (body) => {
      await expect(countOf(body)).rejects.toMatchObject({ code: 'malformed' });
    },
  );
});
