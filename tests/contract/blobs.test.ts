import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { FileId, MeetingId } from '../../shared/src/ids.ts';
import type { BlobPlace, Blobs, IncomingChunk } from '../../server/src/files/Blobs.ts';
import { DiskBlobs } from '../../server/src/files/DiskBlobs.ts';
import { S3Blobs } from '../../server/src/files/S3Blobs.ts';
import { MemoryBlobs } from '../support/MemoryBlobs.ts';
import { startObjectStore, type ObjectStore } from '../support/objectStore.ts';
import { random } from '../support/signers.ts';

const meetingId = v.parse(MeetingId, toBase64Url(random(16)));
const newPlace = (of = meetingId): BlobPlace => ({
  meetingId: of,
  fileId: v.parse(FileId, toBase64Url(random(16))),
});

async function* pieces(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function placesOf(blobs: Blobs): Promise<BlobPlace[]> {
  const places: BlobPlace[] = [];
  for await (const place of blobs.places()) places.push(place);
  return places;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-blobs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const everything = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' });

let objects: ObjectStore;
beforeAll(async () => {
  objects = await startObjectStore();
});
afterAll(() => objects.stop());

/** In a bucket that is empty again afterwards. */
function newS3Blobs(): S3Blobs {
  const blobs = new S3Blobs(objects.settings);
  onTestFinished(async () => {
    for await (const { meetingId: id } of blobs.places()) await blobs.deleteMeeting(id);
    blobs.close();
  });
  return blobs;
}

const implementations: readonly (readonly [string, () => Blobs])[] = [
  ['DiskBlobs', () => new DiskBlobs(newFolder())],
  ['S3Blobs', newS3Blobs],
  ['MemoryBlobs', () => new MemoryBlobs()],
];

describe.each(implementations)('%s', (_name, create) => {
  const chunk = (index: number, bytes: Uint8Array): IncomingChunk => {
    return { index, bytes: bytes.length, body: pieces(bytes) };
  };

  const get = async (blobs: Blobs, place: BlobPlace, index: number): Promise<Uint8Array> => {
    const stream = await blobs.get(place, index);
    return stream ? new Uint8Array(await buffer(stream)) : new Uint8Array();
  };

  it('[F-11] gives back what it took, in any order and piece by piece', async () => {
    const blobs = create();
    const place = newPlace();
    const [first, second] = [random(1000), random(7)];
    await blobs.put(place, chunk(1, second));
    const body = pieces(first.subarray(0, 3), first.subarray(3));
    await blobs.put(place, { index: 0, bytes: 1000, body });
    expect(await get(blobs, place, 0)).toEqual(first);
    expect(await get(blobs, place, 1)).toEqual(second);
    expect([...(await blobs.list(place))]).toEqual([
      [0, 1000],
      [1, 7],
    ]);
  });

  it('gives a range of a chunk, both ends included', async () => {
    const blobs = create();
    const place = newPlace();
    const bytes = random(100);
    await blobs.put(place, chunk(0, bytes));
    const stream = await blobs.get(place, 0, { first: 10, last: 19 });
    expect(stream && new Uint8Array(await buffer(stream))).toEqual(bytes.slice(10, 20));
  });

  it.each([
    ['one byte too many', 11, 'tooLarge'],
    ['one too few', 9, 'malformed'],
    ['none', 0, 'malformed'],
  ])('[T13] keeps nothing of a body with %s', async (_what, sent, code) => {
    const blobs = create();
    const place = newPlace();
    const putting = blobs.put(place, { index: 0, bytes: 10, body: pieces(random(sent)) });
    await expect(putting).rejects.toMatchObject({ code });
    expect((await blobs.list(place)).size).toBe(0);
    expect(await blobs.get(place, 0)).toBeUndefined();
  });

  it('[T13] stops at the first piece too many of a body without end', async () => {
    const blobs = create();
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given++;
        yield await Promise.resolve(new Uint8Array(10));
      }
    }
    const putting = blobs.put(newPlace(), { index: 0, bytes: 95, body: endless() });
    await expect(putting).rejects.toMatchObject({ code: 'tooLarge' });
    expect(given).toBe(10);
  });

  it('keeps the older chunk when the newer one breaks off', async () => {
    const blobs = create();
    const place = newPlace();
    const older = random(10);
    await blobs.put(place, chunk(0, older));
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(random(4));
      throw new Error('connection lost');
    }
    const putting = blobs.put(place, { index: 0, bytes: 10, body: broken() });
    await expect(putting).rejects.toThrow('connection lost');
    expect(await get(blobs, place, 0)).toEqual(older);
  });

  it('[F-12] deletes a file, and a meeting, and nothing else', async () => {
    const blobs = create();
    const other = v.parse(MeetingId, toBase64Url(random(16)));
    const [gone, stays, foreign] = [newPlace(), newPlace(), newPlace(other)];
    for (const place of [gone, stays, foreign]) await blobs.put(place, chunk(0, random(3)));
    await blobs.delete(gone);
    expect((await placesOf(blobs)).map(({ fileId }) => fileId).sort()).toEqual(
      [stays.fileId, foreign.fileId].sort(),
    );
    await blobs.deleteMeeting(meetingId);
    expect(await placesOf(blobs)).toEqual([foreign]);
    await blobs.delete(newPlace());
  });
});

describe('DiskBlobs', () => {
  it('[T13] leaves neither file nor folder behind after a refusal', async () => {
    const folder = newFolder();
    const blobs = new DiskBlobs(folder);
    const putting = blobs.put(newPlace(), { index: 0, bytes: 3, body: pieces(random(4)) });
    await expect(putting).rejects.toMatchObject({ code: 'tooLarge' });
    expect(everything(folder)).toEqual([]);
  });

  it('removes what a crash left half written, and keeps what was whole', async () => {
    const folder = newFolder();
    const blobs = new DiskBlobs(folder);
    const place = newPlace();
    await blobs.put(place, { index: 0, bytes: 3, body: pieces(random(3)) });
    const path = join(folder, place.meetingId, place.fileId);
    writeFileSync(join(path, '1.0b0c.part'), 'half');
    const begun = newPlace();
    mkdirSync(join(folder, begun.meetingId, begun.fileId), { recursive: true });
    writeFileSync(join(folder, begun.meetingId, begun.fileId, '0.0b0c.part'), 'half');
    await blobs.removeParts();
    expect(everything(path)).toEqual(['0']);
    expect(await placesOf(blobs)).toEqual([place]);
  });

  it('does not look at what is not named like its own', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'lost+found', 'x'), { recursive: true });
    mkdirSync(join(folder, meetingId, 'notes'), { recursive: true });
    expect(await placesOf(new DiskBlobs(folder))).toEqual([]);
  });
});

describe('S3Blobs', () => {
  it('asks for the rest where the store does not name everything at once', async () => {
    const place = newPlace();
    const keys = [0, 1, 2].map((index) => `blobs/${place.meetingId}/${place.fileId}/${index}`);
    const asked: string[] = [];
    const page = (at: number): string =>
      `<ListBucketResult><IsTruncated>${at < 2}</IsTruncated>` +
      `<Contents><Key>${keys[at] ?? ''}</Key><Size>7</Size></Contents>` +
      `<NextContinuationToken>${at + 1}</NextContinuationToken></ListBucketResult>`;
    const store = createServer(({ method = '', url = '' }, response) => {
      asked.push(method);
      const token = new URL(url, 'http://store').searchParams.get('continuation-token');
      if (method === 'DELETE') response.writeHead(204).end();
      else response.setHeader('content-type', 'application/xml').end(page(Number(token ?? 0)));
    }).listen(0, '127.0.0.1');
    await once(store, 'listening');
    const address = store.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const blobs = new S3Blobs({ ...objects.settings, endpoint: `http://127.0.0.1:${port}` });
    onTestFinished(() => {
      blobs.close();
      store.close();
    });
    expect([...(await blobs.list(place))]).toEqual([0, 1, 2].map((index) => [index, 7]));
    expect(await placesOf(blobs)).toEqual([place]);
    asked.length = 0;
    await blobs.delete(place);
    expect(asked.filter((method) => method === 'DELETE')).toHaveLength(3);
  });

  it('[T04] refuses as unavailable while the store is away, and never says that nothing is there', async () => {
    const blobs = new S3Blobs({ ...objects.settings, endpoint: 'http://127.0.0.1:1' });
    onTestFinished(() => blobs.close());
    const place = newPlace();
    const unavailable = { code: 'unavailable' };
    await expect(blobs.get(place, 0)).rejects.toMatchObject(unavailable);
    await expect(blobs.list(place)).rejects.toMatchObject(unavailable);
    const chunk = { index: 0, bytes: 1, body: pieces(Uint8Array.of(1)) };
    await expect(blobs.put(place, chunk)).rejects.toMatchObject(unavailable);
    await expect(placesOf(blobs)).rejects.toMatchObject(unavailable);
  });

  it('a bucket that is not there is a fault, not an empty store', async () => {
    const blobs = new S3Blobs({ ...objects.settings, bucket: 'elsewhere' });
    onTestFinished(() => blobs.close());
    await expect(blobs.ping()).rejects.toThrow();
    await expect(placesOf(blobs)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
