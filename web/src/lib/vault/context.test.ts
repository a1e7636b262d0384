import { toBase64Url } from '@conclave/shared/bytes';
import { KDF_NOW } from '@conclave/shared/kdfPolicy';
import { expect, it } from 'vitest';
import { contextBytes, type VaultContext } from './context.ts';
import { jonas, mara } from './testing/setting.ts';

const kdf = { ...KDF_NOW, salt: 'AAECAwQFBgcICQoLDA0ODw' };
const key = { purpose: 'vaultKey', accountId: mara, opener: 'password', version: 1, kdf } as const;
const item = { purpose: 'item', accountId: mara, kind: 'contact', id: 'c1', version: 1 } as const;

/** Each differs from one of the others in a single respect, or moves a border between two fields. */
const contexts: VaultContext[] = [
  key,
  { ...key, accountId: jonas },
  { ...key, opener: 'kit' },
  { ...key, version: 2 },
  { ...key, kdf: null },
  { ...key, kdf: null, opener: 'kit' },
  { ...key, kdf: { ...kdf, algorithm: 'argon2i' } },
  { ...key, kdf: { ...kdf, memoryKib: 1 } },
  { ...key, kdf: { ...kdf, iterations: 1 } },
  { ...key, kdf: { ...kdf, parallelism: 2 } },
  { ...key, kdf: { ...kdf, salt: 'AAECAwQFBgcICQoLDA0OAA' } },
  { purpose: 'manifest', accountId: mara, version: 1 },
  { purpose: 'manifest', accountId: mara, version: 2 },
  { purpose: 'manifest', accountId: jonas, version: 1 },
  item,
  { ...item, accountId: jonas },
  { ...item, kind: 'meeting' },
  { ...item, id: 'c2' },
  { ...item, version: 2 },
  { ...item, kind: 'contactc', id: '1' },
  { ...item, kind: 'contac', id: 'tc1' },
  { ...item, kind: '', id: '' },
];

it('[T24] has different bytes for everything that is different', () => {
  const bytes = contexts.map((context) => toBase64Url(contextBytes(context)));
  expect(new Set(bytes).size).toBe(contexts.length);
});

it('names its purpose, so that no context of this vault is one of another program', () => {
  const texts = contexts.map((context) => new TextDecoder().decode(contextBytes(context)));
  for (const [at, text] of texts.entries()) {
    expect(text).toContain(`conclave/vault/v1/${contexts[at]?.purpose ?? ''}`);
  }
});
