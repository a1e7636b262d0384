import { beforeEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../../shared/src/bytes.ts';
import { FILE_CHUNK_BYTES, MAX_FILE_BYTES } from '../../shared/src/limits.ts';
import { sealedBytesOf } from '../../shared/src/wire/filesApi.ts';
import { FileVault } from '../../web/src/lib/files/FileVault.ts';
import { sealChunk } from '../../web/src/lib/files/crypto/fileSeal.ts';
import { AlteredFileError, download } from '../../web/src/lib/files/transfer/download.ts';
import { MemoryPendingUploads } from '../../web/src/lib/files/transfer/MemoryPendingUploads.ts';
import type { PendingUploads } from '../../web/src/lib/files/transfer/PendingUpload.ts';
import { FakeDocuments } from '../support/fakeDocument.ts';
import { FileServer, newFileId, type TokenBearer } from '../support/fileServer.ts';
import { cryptoHere, Network } from '../support/filesInNode.ts';
import { random } from '../support/signers.ts';

let server: FileServer;
let documents: FakeDocuments;
let waited: number[];

beforeEach(async () => {
  server = await FileServer.start();
  documents = new FakeDocuments();
  waited = [];
});

interface Desk {
  readonly vault: FileVault;
  readonly network: Network;
  readonly who: TokenBearer;
}

function desk(who = server.member(), store: PendingUploads = new MemoryPendingUploads()): Desk {
  const network = new Network(server);
  const vault = new FileVault({
    meetingId: server.meetingId,
    api: network.api(who),
    crypto: cryptoHere(),
    store,
    document: documents.of(who.participantId),
    leads: () => false,
    wait: (ms, signal) => {
      waited.push(ms);
      return signal.aborted ? Promise.reject(new Error('paused')) : Promise.resolve();
    },
    saveFile: () => Promise.resolve(true),
    now: () => 1,
    lock: async (_name, work) => {
      await work();
      return true;
    },
    failed: (error) => {
      throw error;
    },
  });
  return { vault, network, who };
}

const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer());

const fileOf = (bytes: Bytes, name = 'plan.bin'): File => new File([bytes], name);

describe('a file', () => {
  it.each([
    ['empty', 0],
    ['of one byte', 1],
    ['one byte short of a chunk', FILE_CHUNK_BYTES - 1],
    ['of exactly one chunk', FILE_CHUNK_BYTES],
    ['one byte over a chunk', FILE_CHUNK_BYTES + 1],
    ['of two chunks and a bit', 2 * FILE_CHUNK_BYTES + 777],
  ])('[F-10] %s comes out as it went in, in another browser', async (_what, size) => {
    const bytes = random(size);
    const { fileId } = await desk().vault.add(fileOf(bytes));
    const other = desk().vault;
    expect(await bytesOf(await other.open(fileId))).toEqual(bytes);
    expect(server.blobBytes()).toBe(sealedBytesOf(size));
  });

  it('[F-15] is not fetched when it is larger than what is asked for at most', async () => {
    const { fileId } = await desk().vault.add(fileOf(random(100)));
    const { vault, network } = desk();
    await expect(vault.open(fileId, { maxBytes: 99 })).rejects.toMatchObject({ code: 'tooLarge' });
    expect(network.asked).toEqual([]);
    expect((await vault.open(fileId, { maxBytes: 100 })).size).toBe(100);
  });

  it('says how far it is, and what it is listed as', async () => {
    const shares: number[] = [];
    const { vault, who } = desk();
    const file = new File([random(3 * FILE_CHUNK_BYTES)], 'a.txt', { type: 'text/plain' });
    await vault.add(file, { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(desk().vault.list.files).toMatchObject([
      { name: 'a.txt', type: 'text/plain', size: 3 * FILE_CHUNK_BYTES, addedBy: who.participantId },
    ]);
  });

  it('two files at once and three chunks of each, no more', async () => {
    const { vault, network } = desk();
    // The first wait for each other, so that all that may be under way at once is.
    const full = Promise.withResolvers<undefined>();
    network.before = (asked) => {
      if (network.now === 6) full.resolve(undefined);
      return asked.startsWith('PUT chunks') ? full.promise : Promise.resolve();
    };
    await Promise.all(
      Array.from({ length: 4 }, () => vault.add(fileOf(random(5 * FILE_CHUNK_BYTES)))),
    );
    expect(network.most).toBe(6);
    expect(vault.list.files).toHaveLength(4);
  });
});

describe('[F-10] a file that is not what was uploaded', () => {
  const SIZE = 2 * FILE_CHUNK_BYTES + 9;

  async function listedFile(size = SIZE) {
    const { vault, network, who } = desk();
    await vault.add(fileOf(random(size)));
    const file = vault.list.files.at(-1);
    if (file === undefined) throw new Error('not listed');
    const api = network.api(who);
    const chunks: Bytes[] = [];
    const count = Math.ceil(size / FILE_CHUNK_BYTES);
    for (let index = 0; index < count; index++) chunks.push(await api.chunk(file.fileId, index));
    return { file, chunks };
  }

  /** Opens the file from these chunks; how many pieces came out before it stopped. */
  async function piecesBefore(
    file: Awaited<ReturnType<typeof listedFile>>['file'],
    chunks: readonly (Bytes | undefined)[],
  ): Promise<number> {
    let pieces = 0;
    const chunk = (_id: string, index: number): Promise<Bytes> =>
      Promise.resolve(Uint8Array.from(chunks[index] ?? new Uint8Array()));
    const opening = download(
      file,
      {
        write: () => {
          pieces++;
        },
      },
      { api: { chunk }, crypto: cryptoHere() },
    );
    await expect(opening).rejects.toBeInstanceOf(AlteredFileError);
    return pieces;
  }

  it('one altered bit, wherever, stops it there', async () => {
    const { file, chunks } = await listedFile();
    for (const at of [0, 11, 12, 1000, FILE_CHUNK_BYTES + 27]) {
      const altered = chunks.map((chunk) => Uint8Array.from(chunk));
      const second = altered[1];
      if (second) second[at] = (second[at] ?? 0) ^ 1;
      expect(await piecesBefore(file, altered)).toBe(1);
    }
  });

  it('exchanged, repeated, foreign and missing chunks stop it', async () => {
    const { file, chunks } = await listedFile();
    const other = await listedFile();
    const [a, b, c] = chunks;
    expect(await piecesBefore(file, [b, a, c])).toBe(0);
    expect(await piecesBefore(file, [a, a, c])).toBe(1);
    expect(await piecesBefore(file, [a, other.chunks[1], c])).toBe(1);
    expect(await piecesBefore(file, [a, b, undefined])).toBe(2);
  });

  it('cut short with a list that agrees, it does not open either: the count is bound in', async () => {
    const { file, chunks } = await listedFile();
    const shorter = { ...file, size: 2 * FILE_CHUNK_BYTES };
    expect(await piecesBefore(shorter, chunks.slice(0, 2))).toBe(0);
  });

  it('a last chunk of another length is refused even if its uploader sealed it so', async () => {
    const { file, chunks } = await listedFile();
    const place = { fileId: file.fileId, index: 2, count: 3 };
    const longer = await sealChunk(file.key, place, random(10));
    expect(await piecesBefore(file, [chunks[0], chunks[1], longer])).toBe(2);
  });

  it('the wrong key gives an error and no file', async () => {
    const { file, chunks } = await listedFile(10);
    expect(await piecesBefore({ ...file, key: random(32) }, chunks)).toBe(0);
  });
});

describe('[F-11] an upload that is interrupted', () => {
  it('goes on by itself when the network is back, with growing waits, and sends nothing twice', async () => {
    const { vault, network } = desk();
    let lost = 0;
    // What is under way when one fails is broken off, and rightly sent again: the others arrive first.
    network.before = async (asked) => {
      if (asked !== 'PUT chunks/3') return;
      await expect.poll(() => [network.now, new Set(network.chunksSent()).size]).toEqual([1, 5]);
    };
    network.down = (asked) => asked === 'PUT chunks/3' && lost++ < 6;
    const bytes = random(5 * FILE_CHUNK_BYTES);
    const { fileId } = await vault.add(fileOf(bytes));
    expect(await bytesOf(await vault.open(fileId))).toEqual(bytes);
    expect(waited).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000]);
    const sent = network.chunksSent().filter((asked) => asked !== 'PUT chunks/3');
    expect(sent.toSorted()).toEqual([...new Set(sent)].toSorted());
  });

  it('goes on after a reload from what the browser kept, and sends only what is missing', async () => {
    const store = new MemoryPendingUploads();
    const who = server.member();
    const before = desk(who, store);
    const stopped = Promise.withResolvers<undefined>();
    before.network.before = async (asked) => {
      if (asked !== 'PUT chunks/2') return;
      stopped.resolve(undefined);
      await new Promise(() => undefined);
    };
    before.network.down = (asked) => asked === 'PUT chunks/4';
    const bytes = random(6 * FILE_CHUNK_BYTES);
    before.vault.queue.start(fileOf(bytes, 'long.bin'));
    await stopped.promise;
    const { meetingId } = server;
    const [pending] = await store.of(meetingId);
    const fileId = pending?.fileId ?? newFileId();
    const api = before.network.api(who);
    await expect.poll(async () => (await api.state(fileId)).present.length).toBeGreaterThan(1);
    before.vault.close();
    const { present } = await api.state(fileId);

    const after = desk(who, store);
    await after.vault.queue.restore();
    expect(await after.vault.queue.outcome(fileId)).toBe('done');
    expect(await bytesOf(await after.vault.open(fileId))).toEqual(bytes);
    const resent = present.filter((n) => after.network.chunksSent().includes(`PUT chunks/${n}`));
    expect(resent).toEqual([]);
    expect(await store.of(meetingId)).toEqual([]);
    expect(after.vault.list.files).toHaveLength(1);
  });

  it('pauses, and goes on when told', async () => {
    const { vault, network } = desk();
    const bytes = random(4 * FILE_CHUNK_BYTES);
    network.before = (asked) => {
      if (asked === 'PUT chunks/3') vault.queue.pause(fileId);
      return Promise.resolve();
    };
    const fileId = vault.queue.start(fileOf(bytes));
    await expect.poll(() => vault.queue.views[0]?.state.kind).toBe('paused');
    network.before = () => Promise.resolve();
    vault.queue.resume(fileId);
    expect(await vault.queue.outcome(fileId)).toBe('done');
    expect(await bytesOf(await vault.open(fileId))).toEqual(bytes);
  });

  it('cancelled, leaves nothing here and nothing on the server', async () => {
    const store = new MemoryPendingUploads();
    const { vault, network } = desk(server.member(), store);
    const second = Promise.withResolvers<undefined>();
    network.before = async (asked) => {
      if (asked !== 'PUT chunks/3') return;
      second.resolve(undefined);
      await new Promise(() => undefined);
    };
    const fileId = vault.queue.start(fileOf(random(4 * FILE_CHUNK_BYTES)));
    await second.promise;
    await vault.queue.cancel(fileId);
    expect(vault.queue.views).toEqual([]);
    expect(vault.list.files).toEqual([]);
    expect(await store.of(server.meetingId)).toEqual([]);
    await expect.poll(() => server.blobBytes()).toBe(0);
  });

  it('[F-13] given up, it comes back as it was chosen, goes on elsewhere, and nothing of it stays', async () => {
    const door = desk();
    const second = Promise.withResolvers<undefined>();
    door.network.before = async (asked) => {
      if (asked !== 'PUT chunks/1') return;
      second.resolve(undefined);
      await new Promise(() => undefined);
    };
    const bytes = random(2 * FILE_CHUNK_BYTES);
    door.vault.queue.start(fileOf(bytes));
    await second.promise;
    await expect.poll(() => server.blobBytes()).toBeGreaterThan(0);
    const [file, ...more] = door.vault.queue.giveUp();
    door.vault.queue.close();
    expect([file?.name, more]).toEqual(['plan.bin', []]);
    if (file === undefined) throw new Error('nothing was given up');
    await expect.poll(() => server.blobBytes()).toBe(0);
    const inside = desk().vault;
    const { fileId } = await inside.add(file);
    expect(await bytesOf(await inside.open(fileId))).toEqual(bytes);
    expect(server.blobBytes()).toBe(sealedBytesOf(2 * FILE_CHUNK_BYTES));
  });

  it('ended by a signal, is an error to who asked', async () => {
    const { vault, network } = desk();
    const ended = new AbortController();
    network.before = () => {
      ended.abort();
      return Promise.resolve();
    };
    const adding = vault.add(fileOf(random(10)), { signal: ended.signal });
    await expect(adding).rejects.toMatchObject({ name: 'AbortError' });
    expect(vault.list.files).toEqual([]);
  });
});

describe('limits', () => {
  it('a file over 512 MB is refused before anything is asked', async () => {
    const { vault, network } = desk();
    const file = fileOf(random(1));
    Object.defineProperty(file, 'size', { value: MAX_FILE_BYTES + 1 });
    await expect(vault.add(file)).rejects.toMatchObject({ code: 'quotaExceeded' });
    expect(network.asked).toEqual([]);
  });

  it('no room in the meeting is told before a byte is sent', async () => {
    const who = server.member();
    const shape = { sealedBytes: sealedBytesOf(MAX_FILE_BYTES), chunks: 512 };
    const network = new Network(server);
    for (let n = 0; n < 3; n++) await network.api(who).announce(newFileId(), shape);
    const { vault, network: own } = desk(who);
    const file = fileOf(random(1));
    Object.defineProperty(file, 'size', { value: MAX_FILE_BYTES });
    await expect(vault.add(file)).rejects.toMatchObject({ code: 'quotaExceeded' });
    expect(own.chunksSent()).toEqual([]);
  });

  it('a file that vanished from the disk is told as that', async () => {
    const { vault } = desk();
    const file = fileOf(random(10));
    file.slice = () => {
      const gone = new Blob([random(10)]);
      gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
      return gone;
    };
    await expect(vault.add(file)).rejects.toMatchObject({ name: 'UnreadableFileError' });
  });
});

describe('[F-12] deleting for good', () => {
  it('takes the blob and the line, for everybody', async () => {
    const { vault } = desk();
    const other = desk().vault;
    const { fileId } = await vault.add(fileOf(random(10)));
    await vault.delete(vault.list.files[0]?.fileId ?? newFileId());
    expect(server.blobBytes()).toBe(0);
    expect(other.list.files).toEqual([]);
    await expect(other.open(fileId)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('what the server refuses to delete stays listed', async () => {
    const { vault } = desk();
    await vault.add(fileOf(random(10)));
    const other = desk().vault;
    const fileId = other.list.files[0]?.fileId ?? newFileId();
    await expect(other.delete(fileId)).rejects.toMatchObject({ code: 'notAllowed' });
    expect(other.list.files).toHaveLength(1);
  });
});
