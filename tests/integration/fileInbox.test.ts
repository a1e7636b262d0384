import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../shared/src/bytes.ts';
import {
  JOIN_PROOF_HEADER,
  sealedBytesOf,
  VISITOR_HEADER,
} from '../../shared/src/wire/filesApi.ts';
import { newBoxPair } from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { openChunk, sealChunk } from '../../web/src/lib/files/crypto/fileSeal.ts';
import { openEnvelope, sealEnvelope } from '../../web/src/lib/e2ee/objects/envelope.ts';
import { listInbox } from '../../web/src/lib/files/inbox/listInbox.ts';
import { FilesDocument } from '../../web/src/lib/files/list/FilesDocument.ts';
import { FakeDocuments } from '../support/fakeDocument.ts';
import { FileServer, newFileId } from '../support/fileServer.ts';
import { Network } from '../support/filesInNode.ts';
import { random } from '../support/signers.ts';

const envelope = {
  key: random(32),
  name: 'Offer.pdf',
  type: 'application/pdf',
  size: 10,
  from: 'Selma',
  at: 1_700_000_000_000,
};

it('[F-13] what a visitor hands in is listed once by the first who can open it, and is read by all', async () => {
  const server = await FileServer.start();
  const { meetingId, meeting } = server;
  const box = await newBoxPair();
  const visitor = {
    headers: {
      [JOIN_PROOF_HEADER]: toBase64Url(meeting.proofs.copied),
      [VISITOR_HEADER]: toBase64Url(random(32)),
    },
  };
  const network = new Network(server);
  const api = network.api(visitor, 'inbox');
  const fileId = newFileId();
  const place = { meetingId, fileId };
  const inbox = { recordNumber: 3, inboxKey: box.publicKey };
  const sealed = await sealEnvelope(place, envelope, inbox);
  const shape = { sealedBytes: sealedBytesOf(10), chunks: 1 };
  await api.announce(fileId, { ...shape, sealedEnvelope: toBase64Url(sealed) });
  const bytes = random(10);
  const chunk = { fileId, index: 0, count: 1 };
  await api.put(fileId, { index: 0, sealed: await sealChunk(envelope.key, chunk, bytes) });
  await api.complete(fileId);

  const documents = new FakeDocuments();
  const member = server.member();
  const list = new FilesDocument({
    document: documents.of(member.participantId),
    leads: () => false,
  });
  const memberApi = network.api(member, 'inbox');
  const listing = (has: boolean): Promise<number> =>
    listInbox({
      api: memberApi,
      list,
      open: (id, bytes) =>
        openEnvelope({ meetingId, fileId: id }, bytes, (recordNumber) =>
          Promise.resolve(has && recordNumber === 3 ? box : undefined),
        ),
    });
  expect(await listing(false)).toBe(0);
  expect(list.files).toEqual([]);
  expect(await listing(true)).toBe(1);
  expect(await listing(true)).toBe(0);
  expect(list.files).toMatchObject([{ fileId, name: 'Offer.pdf', from: 'Selma' }]);
  const got = await network.api(server.member()).chunk(fileId, 0);
  const [file] = list.files;
  expect(file && (await openChunk(file.key, chunk, got))).toEqual(bytes);
});

it('[F-13] an envelope opens for its file, meeting, record and inbox alone, and not altered', async () => {
  const { meetingId } = await FileServer.start();
  const [box, other] = [await newBoxPair(), await newBoxPair()];
  const place = { meetingId, fileId: newFileId() };
  const sealed = await sealEnvelope(place, envelope, { recordNumber: 1, inboxKey: box.publicKey });
  const opened = (at = place, bytes = sealed, by = box) =>
    openEnvelope(at, bytes, () => Promise.resolve(by));
  expect(await opened()).toEqual(envelope);
  expect(await opened({ meetingId, fileId: newFileId() })).toBeUndefined();
  expect(await opened(place, sealed, other)).toBeUndefined();
  for (const at of [3, 4, 40, sealed.length - 1]) {
    const altered = Uint8Array.from(sealed);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(await opened(place, altered)).toBeUndefined();
  }
  expect(await opened(place, random(3))).toBeUndefined();
  expect(fromBase64Url(toBase64Url(sealed))).toHaveLength(sealed.length);
});
