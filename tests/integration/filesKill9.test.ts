import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { FILE_CHUNK_BYTES } from '../../shared/src/limits.ts';
import {
  CHUNK_TYPE,
  chunksOf,
  FileState,
  sealedBytesOf,
  sealedChunkBytes,
} from '../../shared/src/wire/filesApi.ts';
import { newFileId } from '../support/fileServer.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';

const BYTES = 5 * FILE_CHUNK_BYTES + 17;
const shape = { sealedBytes: sealedBytesOf(BYTES), chunks: chunksOf(BYTES) };

/** Sends a chunk; whether the server said that it has it. */
async function put(
  who: NodeBrowser,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  try {
    const headers = { 'content-type': CHUNK_TYPE };
    return (await who.fetch(path, { method: 'PUT', headers, body: bytes })).status === 204;
  } catch {
    return false; // the server was killed meanwhile
  }
}

it('[R133, T01] [F-11] an upload goes on after kill -9 in its middle, and nothing acknowledged is lost', async () => {
  const server = await startServer();
  onTestFinished(() => server.remove());
  const owner = await newOrganizer(server.origin);
  const { meetingId } = await createMeeting(owner);
  const path = `/api/meetings/${meetingId}/files/${newFileId()}`;
  const chunks = Array.from({ length: shape.chunks }, (_, index) =>
    random(sealedChunkBytes(shape, index)),
  );
  expect((await owner.send('PUT', path, shape)).status).toBe(204);
  const [first, ...others] = chunks.map((bytes, index) => [index, bytes] as const);
  const acknowledged = new Set<number>();
  const send = async ([index, bytes]: readonly [
    number,
    Uint8Array<ArrayBuffer>,
  ]): Promise<void> => {
    if (await put(owner, `${path}/chunks/${index}`, bytes)) acknowledged.add(index);
  };
  if (first) await send(first);
  const rest = Promise.all(others.map(send));
  await Promise.race([server.kill9(), rest]);
  await rest;
  await server.kill9();
  await server.restart();

  const state = async (): Promise<FileState> =>
    v.parse(FileState, await (await owner.send('GET', `${path}/state`)).json());
  const { present } = await state();
  expect(acknowledged.size).toBeGreaterThan(0);
  expect(acknowledged.size).toBeLessThan(shape.chunks);
  expect([...acknowledged].filter((index) => !present.includes(index))).toEqual([]);
  const folder = join(server.dataDir, 'blobs', meetingId);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);

  for (const [index, bytes] of chunks.entries()) {
    if (!present.includes(index)) {
      expect(await put(owner, `${path}/chunks/${index}`, bytes)).toBe(true);
    }
  }
  expect((await owner.send('POST', `${path}/complete`)).status).toBe(204);
  for (const [index, bytes] of chunks.entries()) {
    const got = await fetch(`${server.origin}${path}/chunks/${index}`, {
      headers: { cookie: owner.cookieHeader() },
    });
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
  }

  expect((await owner.send('DELETE', `/api/meetings/${meetingId}`)).status).toBe(200);
  expect(existsSync(folder)).toBe(false);
});
