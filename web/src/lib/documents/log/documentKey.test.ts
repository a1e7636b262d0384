import { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { DocumentAddress } from '@conclave/shared/wire/signed/documentEntry';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import { documentKey, openWithKey, sealWith } from './documentKey.ts';

const meetingId = v.parse(MeetingId, 'A'.repeat(22));
const board: DocumentAddress = {
  meetingId,
  place: { kind: 'board', owner: null },
  generation: 1,
  recordNumber: 1,
};
const purpose = { label: 'entry', context: new Uint8Array(4) };

const newRoot = (fill: number): Promise<WebCryptoKey> =>
  crypto.subtle.importKey('raw', new Uint8Array(32).fill(fill), 'HKDF', false, ['deriveKey']);

it('[E-3] is another key for another root, meeting, document, owner and generation, also when asked for again', async () => {
  const [root, other] = [await newRoot(1), await newRoot(2)];
  const notes = (owner: string): DocumentAddress => ({
    ...board,
    place: { kind: 'notes', owner: v.parse(ParticipantId, owner) },
  });
  const all: [WebCryptoKey, DocumentAddress][] = [
    [root, board],
    [other, board],
    [root, { ...board, meetingId: v.parse(MeetingId, `${'B'.repeat(21)}A`) }],
    [root, { ...board, place: { kind: 'minutes', owner: null } }],
    [root, notes('A'.repeat(22))],
    [root, notes(`${'B'.repeat(21)}A`)],
    [root, { ...board, generation: 2 }],
  ];
  const sealed = await Promise.all(
    all.map(async ([from, at]) => sealWith(await documentKey(from, at), purpose, Uint8Array.of(7))),
  );
  for (const [opening, [from, at]] of all.entries()) {
    const key = await documentKey(from, at);
    for (const [which, bytes] of sealed.entries()) {
      const opened = await openWithKey(key, purpose, bytes);
      expect(opened).toEqual(which === opening ? Uint8Array.of(7) : undefined);
    }
  }
});

it('is derived once for as long as its root is there: every pointer of everybody needs it', async () => {
  const root = await newRoot(1);
  expect(await documentKey(root, board)).toBe(await documentKey(root, { ...board }));
});
