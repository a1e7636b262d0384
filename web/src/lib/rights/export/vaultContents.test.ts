import { toBase64Url } from '@conclave/shared/bytes';
import { SeriesId } from '@conclave/shared/wire/scheduleApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { planOf } from '../../schedule/testing/planOf.ts';
import type { VaultKind, VaultValue } from '../../vault/kinds.ts';
import { vaultKinds } from '../../vault/kinds.ts';
import type { VaultEntry } from '../../vault/Vault.ts';
import { vaultContents } from './vaultContents.ts';

const letters = (seed: number, count: number): string =>
  toBase64Url(Uint8Array.from({ length: count }, (_, at) => seed * 41 + at * at * 7 + at * seed));
const seriesId = v.parse(SeriesId, letters(1, 16));

/** What must not leave the vault, each value standing nowhere else. */
const secrets = {
  copied: letters(11, 16),
  mailed: letters(12, 16),
  hostSeed: letters(13, 32),
  hostBoxSeed: letters(14, 32),
  linkCopied: letters(15, 16),
  linkMailed: letters(16, 16),
  notesKey: letters(17, 32),
};

const items = {
  plan: planOf({ series: { id: seriesId, copied: secrets.copied, mailed: secrets.mailed } }),
  meeting: v.parse(vaultKinds.meeting, {
    ...{ format: 1, meetingId: letters(2, 16), hostKey: letters(3, 32) },
    ...{ hostSeed: secrets.hostSeed, hostBoxKey: letters(4, 32), hostBoxSeed: secrets.hostBoxSeed },
    ...{ cardVersion: 1, mailedTopic: true, door: 'greeted', createdAt: 5, linksSince: 1 },
    text: { topic: 'Budget', organizer: 'Mara', company: '', notice: '' },
    links: [
      { kind: 'copied', version: 1, secret: secrets.linkCopied },
      { kind: 'mailed', version: 1, secret: secrets.linkMailed },
    ],
    notesKey: secrets.notesKey,
  }),
};

/** A vault with one plan and one meeting. */
const vault = {
  list<K extends VaultKind>(kind: K): Promise<VaultEntry<K>[]> {
    const held: Partial<Record<VaultKind, VaultValue<VaultKind>>> = items;
    const value = held[kind];
    if (value === undefined) return Promise.resolve([]);
    const parsed = v.parse(vaultKinds[kind], value);
    return Promise.resolve([{ id: kind, value: parsed }]);
  },
};

it('[R102] an export of the vault holds plans and meetings, and nothing that opens or lets in', async () => {
  const text = JSON.stringify(await vaultContents(vault));
  for (const word of ['Shift plan for spring', 'Budget', seriesId]) expect(text).toContain(word);
  const leaked = Object.entries(secrets).filter(([, secret]) => text.includes(secret));
  expect(leaked.map(([name]) => name)).toEqual([]);
});
