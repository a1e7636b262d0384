import { expect, it } from 'vitest';
import { indexPage } from './indexPage.ts';

const EVIL = `"><script>alert(1)</script><a href='javascript:x'>&`;

const page = (over: Partial<Parameters<typeof indexPage>[0]> = {}): string =>
  indexPage({
    language: 'en',
    title: 'Shift plan',
    lines: ['Exported today.'],
    sections: [{ title: 'Files', paths: ['files/a b#1?.txt'] }],
    missingTitle: 'Missing',
    missing: [],
    ...over,
  });

it('[T26] whatever somebody called something stands there as words', () => {
  const sections = [{ title: EVIL, paths: [`files/${EVIL}`] }];
  const html = page({ title: EVIL, lines: [EVIL], missing: [EVIL], sections });
  expect(html).not.toMatch(/<script|href='|javascript:x'>/u);
  const tags = [...html.matchAll(/<([a-z0-9]+)/gu)].map(([, tag]) => tag);
  expect(tags.filter((tag) => tag === 'script' || tag === 'img')).toEqual([]);
  expect(tags.filter((tag) => tag === 'a')).toHaveLength(1);
});

it('links lead to the file of that name and nowhere else', () => {
  expect(page()).toContain('href="./files/a%20b%231%3F.txt"');
  const sections = [{ title: 'Files', paths: ['javascript:alert(1)'] }];
  expect(page({ sections })).toContain('href="./javascript%3Aalert(1)"');
});

it('allows itself neither scripts nor anything from elsewhere', () => {
  expect(page()).toContain("default-src 'none'");
  expect(page()).not.toContain('https:');
});
