import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { FileId } from '../../shared/src/ids.ts';
import { FILE_CHUNK_BYTES } from '../../shared/src/limits.ts';
import { chunksOf, sealedBytesOf } from '../../shared/src/wire/filesApi.ts';
import { openChunk, sealChunk } from '../../web/src/lib/files/crypto/fileSeal.ts';
import { FilesApi } from '../../web/src/lib/files/transfer/FilesApi.ts';
import { startServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { median, type Bench } from './Row.ts';

const BYTES = 100 * 1024 * 1024;
const ROUNDS = 5;
const IN_FLIGHT = 3;
const curl = promisify(execFile);

/** Sealed upload and verified download of 100 MB, against curl with the same bytes and a bare Node server. */
export const files: Bench = {
  name: 'files',
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'conclave-bench-'));
    const content = random(BYTES);
    const source = join(folder, 'source');
    await writeFile(source, content);
    const bare = await bareServer(join(folder, 'taken'));
    const server = await startServer();
    try {
      const owner = await newOrganizer(server.origin);
      const { meetingId } = await createMeeting(owner);
      const headers = () => ({ origin: server.origin, cookie: owner.cookieHeader() });
      const relative: typeof fetch = (path, init) =>
        fetch(new URL(String(path instanceof Request ? path.url : path), server.origin), init);
      const api = new FilesApi({ meetingId, place: 'files', fetch: relative, headers });
      const up: [number, number][] = [];
      const down: [number, number][] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const key = random(32);
        const fileId = v.parse(FileId, toBase64Url(random(16)));
        const own = await timed(() => upload(api, { fileId, key, content }));
        up.push([own, await timed(() => curl('curl', ['-sSf', '-T', source, bare.origin]))]);
        const back = await timed(() => download(api, { fileId, key }));
        const plain = ['-sSf', '-o', join(folder, 'back'), bare.origin];
        down.push([back, await timed(() => curl('curl', plain))]);
        await api.delete(fileId);
      }
      return [rowOf('upload', up), rowOf('download', down)];
    } finally {
      await server.remove();
      bare.server.close();
      await rm(folder, { recursive: true });
    }
  },
};

function rowOf(what: string, pairs: readonly [number, number][]): { what: string; figure: string } {
  const pace = (ms: number): string => `${Math.round(BYTES / 1_000 / ms)} MB/s`;
  const own = median(pairs.map(([ms]) => ms));
  const plain = median(pairs.map(([, ms]) => ms));
  const ratio = median(pairs.map(([ours, theirs]) => theirs / ours));
  return {
    what: `Files, ${what} of 100 MB, sealed and on the disk; curl to a bare server; share of it`,
    figure: `${pace(own)}; ${pace(plain)}; ${ratio.toFixed(2)}`,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

interface Transfer {
  readonly fileId: FileId;
  readonly key: Uint8Array<ArrayBuffer>;
}

async function upload(
  api: FilesApi,
  { fileId, key, content }: Transfer & { content: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const count = chunksOf(content.length);
  await api.announce(fileId, { sealedBytes: sealedBytesOf(content.length), chunks: count });
  await lanes(count, async (index) => {
    const piece = content.slice(index * FILE_CHUNK_BYTES, (index + 1) * FILE_CHUNK_BYTES);
    await api.put(fileId, { index, sealed: await sealChunk(key, { fileId, index, count }, piece) });
  });
  await api.complete(fileId);
}

async function download(api: FilesApi, { fileId, key }: Transfer): Promise<void> {
  const count = chunksOf(BYTES);
  await lanes(count, async (index) => {
    const sealed = await api.chunk(fileId, index);
    const piece = await openChunk(key, { fileId, index, count }, sealed);
    if (piece === undefined) throw new Error('a chunk did not open');
  });
}

async function lanes(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

/** Writes what is PUT into a file and gives it back: nothing else. */
async function bareServer(path: string): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const work =
      request.method === 'PUT'
        ? pipeline(request, createWriteStream(path)).then(() => response.end())
        : pipeline(createReadStream(path), response);
    work.catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, origin: `http://127.0.0.1:${port}/` };
}
