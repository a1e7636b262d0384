import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './Secret.ts';

describe('Secret', () => {
  const secret = new Secret('correct horse');

  it('[R92] shows itself nowhere: template, JSON, inspection, error', () => {
    const shown = [
      secret.toString(),
      JSON.stringify({ secret }),
      inspect({ secret }, { depth: 9, showHidden: true }),
      String(new Error(String(secret))),
    ].join('\n');
    expect(shown).not.toContain('correct horse');
    expect(shown.match(/\[secret\]/gu)).toHaveLength(4);
  });

  it('gives its value to who asks for it by name', () => {
    expect(secret.reveal()).toBe('correct horse');
  });
});
