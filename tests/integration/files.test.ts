import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import {
  FILE_CHUNK_BYTES,
  MAX_FILE_BYTES,
  MAX_INBOX_BYTES,
  MAX_MEETING_FILES_BYTES,
} from '../../shared/src/limits.ts';
import {
  CHUNK_TYPE,
  chunksOf,
  JOIN_PROOF_HEADER,
  ROLE_HEADER,
  sealedBytesOf,
  sealedChunkBytes,
  VISITOR_HEADER,
} from '../../shared/src/wire/filesApi.ts';
import { encodeRoleCertificate } from '../../shared/src/wire/signed/roleCertificate.ts';
import { FileStore } from '../../server/src/store/FileStore.ts';
import { FileServer, newFileId, type TokenBearer } from '../support/fileServer.ts';
import { draftMeeting } from '../support/testMeeting.ts';
import { certified, newSessionId, newSigner, random } from '../support/signers.ts';

const HOUR_MS = 3_600_000;

const shapeOf = (bytes: number) => ({ sealedBytes: sealedBytesOf(bytes), chunks: chunksOf(bytes) });

const codeOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  return `${response.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? text}`;
};

async function announced(server: FileServer, who: TokenBearer, bytes: number): Promise<string> {
  const fileId = newFileId();
  const path = `files/${fileId}`;
  const response = await server.ask(who, 'PUT', { path, body: shapeOf(bytes) });
  expect(response.status).toBe(204);
  return path;
}

async function uploaded(server: FileServer, who: TokenBearer, bytes: number): Promise<string> {
  const path = await announced(server, who, bytes);
  const shape = shapeOf(bytes);
  for (let index = 0; index < shape.chunks; index++) {
    const chunk = random(sealedChunkBytes(shape, index));
    expect((await server.put(who, `${path}/chunks/${index}`, chunk)).status).toBe(204);
  }
  expect((await server.ask(who, 'POST', { path: `${path}/complete` })).status).toBe(204);
  return path;
}

describe('how files are cut', () => {
  it('[F-10] chunks of every size add up to the sealed file, none is empty, none too large', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_FILE_BYTES }), (bytes) => {
        const shape = shapeOf(bytes);
        let sum = 0;
        for (let index = 0; index < shape.chunks; index++) {
          const size = sealedChunkBytes(shape, index);
          expect(size).toBeGreaterThanOrEqual(28);
          expect(size).toBeLessThanOrEqual(FILE_CHUNK_BYTES + 28);
          sum += size;
        }
        expect(sum).toBe(shape.sealedBytes);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe('uploading and downloading', () => {
  it('[F-11] takes chunks in any order, says what is there, and serves the whole', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const shape = shapeOf(2 * FILE_CHUNK_BYTES + 5);
    const path = await announced(server, who, 2 * FILE_CHUNK_BYTES + 5);
    const chunks = [0, 1, 2].map((index) => random(sealedChunkBytes(shape, index)));
    for (const index of [2, 0]) {
      await server.put(who, `${path}/chunks/${index}`, chunks[index] ?? random(0));
    }
    const early = await server.ask(who, 'POST', { path: `${path}/complete` });
    expect(await codeOf(early)).toBe('409 notNow');
    const state = await server.ask(who, 'GET', { path: `${path}/state` });
    expect(await state.json()).toEqual({ ...shape, complete: false, present: [0, 2] });
    const unready = await server.ask(who, 'GET', { path: `${path}/chunks/0` });
    expect(await codeOf(unready)).toBe('404 notFound');
    await server.put(who, `${path}/chunks/1`, chunks[1] ?? random(0));
    await server.ask(who, 'POST', { path: `${path}/complete` });
    const other = server.member();
    for (const [index, chunk] of chunks.entries()) {
      const got = await server.ask(other, 'GET', { path: `${path}/chunks/${index}` });
      expect(new Uint8Array(await got.arrayBuffer())).toEqual(chunk);
    }
    const late = await server.put(who, `${path}/chunks/0`, random(FILE_CHUNK_BYTES + 28));
    expect(await codeOf(late)).toBe('409 notNow');
  });

  it('serves ranges of a chunk, which never changes', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await uploaded(server, who, 100);
    const get = (range: string): Promise<Response> =>
      fetch(server.path(`${path}/chunks/0`), { headers: { ...who.headers, range } });
    const whole = new Uint8Array(await (await get('none')).arrayBuffer());
    const part = await get('bytes=10-19');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/128']);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(10, 20));
    const rest = await get('bytes=120-');
    expect(new Uint8Array(await rest.arrayBuffer())).toEqual(whole.slice(120));
    for (const odd of ['bytes=500-600', 'bytes=9-1', 'bytes=-5', 'bytes=0-1,3-4']) {
      expect((await get(odd)).status).toBe(200);
    }
    expect(part.headers.get('cache-control')).toContain('immutable');
  });

  it('an announcement can be repeated, but not changed or taken over', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await announced(server, who, 10);
    const again = (by: TokenBearer, bytes: number) =>
      server.ask(by, 'PUT', { path, body: shapeOf(bytes) });
    expect((await again(who, 10)).status).toBe(204);
    expect(await codeOf(await again(who, 11))).toBe('403 notAllowed');
    expect(await codeOf(await again(server.member(), 10))).toBe('403 notAllowed');
    const put = await server.put(server.member(), `${path}/chunks/0`, random(38));
    expect(await codeOf(put)).toBe('403 notAllowed');
  });
});

describe('[T15] files of others', () => {
  it('what is of another meeting and what does not exist answer the same', async () => {
    const server = await FileServer.start();
    const path = await uploaded(server, server.member(), 10);
    const elsewhere = server.member(draftMeeting().meetingId);
    const nobody = { headers: { authorization: `Bearer ${toBase64Url(random(32))}` } };
    for (const rest of ['/state', '/chunks/0']) {
      for (const who of [elsewhere, nobody]) {
        const foreign = await server.ask(who, 'GET', { path: path + rest });
        expect(await codeOf(foreign)).toBe('404 notFound');
      }
      const stranger = await server.ask({ headers: {} }, 'GET', { path: path + rest });
      expect(await codeOf(stranger)).toBe('401 signedOut');
    }
  });
});

/** Sends a request by hand and returns the answer's first line; `body` writes what follows the head. */
async function byHand(
  server: FileServer,
  head: readonly string[],
  body: (write: (bytes: Buffer) => boolean) => void,
): Promise<string> {
  const { hostname, port } = new URL(server.origin);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString('latin1')));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const write = (bytes: Buffer): boolean => !socket.destroyed && socket.write(bytes);
  const pump = (): void => body(write);
  socket.on('drain', pump);
  pump();
  await closed;
  return answer.split('\r\n')[0] ?? '';
}

describe('[T13] bodies that are not what was announced', () => {
  const headOf = (server: FileServer, who: TokenBearer, path: string): string[] => [
    `PUT ${new URL(server.path(path)).pathname} HTTP/1.1`,
    `Host: ${new URL(server.origin).host}`,
    `Origin: ${server.origin}`,
    `Authorization: ${who.headers['authorization'] ?? ''}`,
    `Content-Type: ${CHUNK_TYPE}`,
  ];

  it.each([
    ['one byte too many', 39, '413 tooLarge'],
    ['ten times too long', 380, '413 tooLarge'],
    ['one byte too few', 37, '400 malformed'],
    ['empty', 0, '400 malformed'],
  ])('%s: refused, and nothing of it stays', async (_what, size, code) => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await announced(server, who, 10);
    expect(await codeOf(await server.put(who, `${path}/chunks/0`, random(size)))).toBe(code);
    expect(server.blobBytes()).toBe(0);
    expect((await server.put(who, `${path}/chunks/0`, random(38))).status).toBe(204);
    expect(server.blobBytes()).toBe(38);
  });

  it('a body without end is cut off after the limit and at most 64 KiB', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await announced(server, who, FILE_CHUNK_BYTES);
    const bytesRead = server.parts.blobs.put.bind(server.parts.blobs);
    let read = 0;
    server.parts.blobs.put = (place, chunk) => {
      async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const piece of chunk.body) {
          read += piece.length;
          yield piece;
        }
      }
      return bytesRead(place, { ...chunk, body: counted() });
    };
    const head = [...headOf(server, who, `${path}/chunks/0`), 'Transfer-Encoding: chunked'];
    const piece = Buffer.concat([
      Buffer.from('4000\r\n'),
      randomBytes(0x4000),
      Buffer.from('\r\n'),
    ]);
    const status = await byHand(server, head, (write) => {
      while (write(piece));
    });
    expect(status).toContain('413');
    expect(read).toBeGreaterThan(FILE_CHUNK_BYTES);
    expect(read).toBeLessThanOrEqual(FILE_CHUNK_BYTES + 28 + 64 * 1024);
    expect(server.blobBytes()).toBe(0);
  });

  it('a Content-Length that is a lie is refused before the body is read', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await announced(server, who, 10);
    const head = [...headOf(server, who, `${path}/chunks/0`), `Content-Length: ${2 ** 40}`];
    const status = await byHand(server, head, () => undefined);
    expect(status).toContain('413');
    expect(server.blobBytes()).toBe(0);
  });

  it('a connection that ends in the middle leaves nothing', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await announced(server, who, 1000);
    const { hostname, port } = new URL(server.origin);
    const socket = connect(Number(port), hostname);
    const head = [...headOf(server, who, `${path}/chunks/0`), 'Content-Length: 1028'];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(randomBytes(500));
    await expect.poll(() => server.blobBytes()).toBe(500);
    socket.destroy();
    await expect.poll(() => server.blobBytes()).toBe(0);
  });

  it('[F-11] more than 512 MB, or sizes that do not belong together, are refused before a byte is sent', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const announce = async (body: unknown): Promise<string> =>
      codeOf(await server.ask(who, 'PUT', { path: `files/${newFileId()}`, body }));
    const { sealedBytes, chunks } = shapeOf(MAX_FILE_BYTES);
    expect(await announce({ sealedBytes: sealedBytes + 1, chunks })).toBe('400 malformed');
    expect(await announce({ sealedBytes: 500, chunks: 2 })).toBe('400 malformed');
    expect(await announce({ sealedBytes: 27, chunks: 1 })).toBe('400 malformed');
    expect(await announce({ sealedBytes: 500, chunks: 1, name: 'x' })).toBe('400 malformed');
    expect(await announce({ sealedBytes, chunks })).toBe('204 ');
  });

  it('[F-11] more than 2 GB in a meeting is refused before a byte is sent', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const body = shapeOf(MAX_FILE_BYTES);
    const fitting = Math.floor(MAX_MEETING_FILES_BYTES / body.sealedBytes);
    const announce = (): Promise<Response> =>
      server.ask(who, 'PUT', { path: `files/${newFileId()}`, body });
    const answers = await Promise.all(Array.from({ length: fitting + 3 }, announce));
    const codes = await Promise.all(answers.map(codeOf));
    expect(codes.filter((code) => code === '204 ')).toHaveLength(fitting);
    expect(codes.filter((code) => code === '422 quotaExceeded')).toHaveLength(3);
    expect(server.blobBytes()).toBe(0);
  });

  it('no more than 1,000 files of a meeting are taken', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const announce = async (): Promise<string> =>
      codeOf(await server.ask(who, 'PUT', { path: `files/${newFileId()}`, body: shapeOf(1) }));
    const codes: string[] = [];
    for (let round = 0; round < 101; round++) {
      codes.push(...(await Promise.all(Array.from({ length: 10 }, announce))));
    }
    expect(codes.filter((code) => code === '204 ')).toHaveLength(1000);
    expect(codes.slice(-10)).toEqual(Array.from({ length: 10 }, () => '422 quotaExceeded'));
  });

  it('paths that lead elsewhere reach nothing', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await announced(server, who, 10);
    const odd = [
      'files/..%2F..%2Fx/chunks/0',
      `${path}/chunks/..%2F1`,
      `${path}/chunks/01`,
      `${path}/chunks/512`,
    ];
    for (const at of odd) {
      expect(await codeOf(await server.put(who, at, random(38)))).toBe('400 malformed');
    }
    expect(await codeOf(await server.put(who, `${path}/chunks/1`, random(38)))).toBe(
      '404 notFound',
    );
    expect(server.blobBytes()).toBe(0);
  });
});

describe('[F-12] deleting for good', () => {
  it('the uploader may, others may not, and the blob is gone at once', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const path = await uploaded(server, who, 10);
    expect(await codeOf(await server.ask(server.member(), 'DELETE', { path }))).toBe(
      '403 notAllowed',
    );
    expect(server.blobBytes()).toBe(38);
    expect((await server.ask(who, 'DELETE', { path })).status).toBe(204);
    expect(server.blobBytes()).toBe(0);
    expect(await codeOf(await server.ask(who, 'DELETE', { path }))).toBe('404 notFound');
  });

  it('host and deputy may by the certificate of their own key, and by no other', async () => {
    const server = await FileServer.start();
    const { meetingId } = server;
    const sessionId = newSessionId();
    await server.database.query
      .insertInto('session')
      .values({ id: sessionId, meeting_id: meetingId, running_for: meetingId, started_at: 0 })
      .execute();
    const path = await uploaded(server, server.member(), 10);
    const deputy = server.member();
    const another = server.member();
    const { host } = server.meeting;
    const withRole = (who: TokenBearer, certificate: Bytes) => ({
      headers: { ...who.headers, [ROLE_HEADER]: toBase64Url(certificate) },
    });
    const scope = { meetingId, sessionId };
    const good = encodeRoleCertificate(certified(host, deputy.signer, scope));
    const refused = [
      withRole(another, good),
      withRole(deputy, encodeRoleCertificate(certified(newSigner(), deputy.signer, scope))),
      withRole(
        deputy,
        encodeRoleCertificate(
          certified(host, deputy.signer, { meetingId, sessionId: newSessionId() }),
        ),
      ),
      withRole(deputy, random(113)),
      withRole(deputy, random(2000)),
    ];
    for (const who of refused) {
      expect(await codeOf(await server.ask(who, 'DELETE', { path }))).toBe('403 notAllowed');
    }
    expect((await server.ask(withRole(deputy, good), 'DELETE', { path })).status).toBe(204);
  });
});

describe('what is swept', () => {
  it('[F-11] an upload that is not complete after 24 h goes, a complete one stays', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const kept = await uploaded(server, who, 10);
    const begun = await announced(server, who, FILE_CHUNK_BYTES + 1);
    await server.put(who, `${begun}/chunks/1`, random(29));
    server.clock.advance(24 * HOUR_MS - 1);
    await server.parts.sweep.sweep();
    expect(server.blobBytes()).toBe(38 + 29);
    server.clock.advance(1);
    await server.parts.sweep.sweep();
    expect(server.blobBytes()).toBe(38);
    const state = await server.ask(who, 'GET', { path: `${begun}/state` });
    expect(await codeOf(state)).toBe('404 notFound');
    expect((await server.ask(who, 'GET', { path: `${kept}/chunks/0` })).status).toBe(200);
  });

  it('[F-11] an upload that is completed while it is swept stays, or is told that it is gone', async () => {
    const server = await FileServer.start();
    const who = server.member();
    const [saved, late] = [await announced(server, who, 10), await announced(server, who, 10)];
    for (const path of [saved, late]) await server.put(who, `${path}/chunks/0`, random(38));
    const complete = (path: string) => server.ask(who, 'POST', { path: `${path}/complete` });
    server.clock.advance(24 * HOUR_MS);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the store below
    const look = FileStore.prototype.unfinishedSince;
    vi.spyOn(FileStore.prototype, 'unfinishedSince').mockImplementationOnce(async function (
      this: FileStore,
      moment,
    ) {
      const rows = await look.call(this, moment);
      expect(rows).toHaveLength(2);
      expect((await complete(saved)).status).toBe(204);
      return rows;
    });
    await server.parts.sweep.sweep();
    expect((await server.ask(who, 'GET', { path: `${saved}/chunks/0` })).status).toBe(200);
    expect(await codeOf(await complete(late))).toBe('404 notFound');
    expect(server.blobBytes()).toBe(38);
  });

  it('chunks whose meeting is gone go', async () => {
    const server = await FileServer.start();
    await uploaded(server, server.member(), 10);
    await server.database.query.deleteFrom('meeting').where('id', '=', server.meetingId).execute();
    await server.parts.sweep.sweep();
    expect(server.blobBytes()).toBe(0);
  });
});

describe('[F-13] the inbox', () => {
  const sealedEnvelope = toBase64Url(random(300));
  const visitorOf = (
    server: FileServer,
    visitor = random(32),
    link: 'copied' | 'mailed' = 'copied',
  ) => ({
    headers: {
      [JOIN_PROOF_HEADER]: toBase64Url(server.meeting.proofs[link]),
      [VISITOR_HEADER]: toBase64Url(visitor),
    },
  });

  async function handIn(
    server: FileServer,
    who: { headers: Record<string, string> },
    bytes: number,
  ): Promise<{ path: string; code: string }> {
    const path = `inbox/${newFileId()}`;
    const body = { ...shapeOf(bytes), sealedEnvelope };
    return { path, code: await codeOf(await server.ask(who, 'POST', { path, body })) };
  }

  it('a visitor hands in, the first member lists it, and it is a file from then on', async () => {
    const server = await FileServer.start();
    const visitor = visitorOf(server);
    const { path } = await handIn(server, visitor, 10);
    const chunk = random(38);
    const member = server.member();
    expect((await server.put(visitor, `${path}/chunks/0`, chunk)).status).toBe(204);
    const list = async (): Promise<unknown> =>
      (await server.ask(member, 'GET', { path: 'inbox' })).json();
    expect(await list()).toEqual({ files: [] });
    expect((await server.ask(visitor, 'POST', { path: `${path}/complete` })).status).toBe(204);
    const fileId = path.slice('inbox/'.length);
    expect(await list()).toEqual({ files: [{ fileId, ...shapeOf(10), sealedEnvelope }] });
    for (let time = 0; time < 2; time++) {
      const taken = await server.ask(member, 'POST', { path: `${path}/taken` });
      expect(taken.status).toBe(204);
    }
    expect(await list()).toEqual({ files: [] });
    const got = await server.ask(server.member(), 'GET', { path: `files/${fileId}/chunks/0` });
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(chunk);
    expect(await codeOf(await server.ask(visitor, 'DELETE', { path }))).toBe('404 notFound');
  });

  it('without the proof of a link in force nobody hands in, and no visitor reads', async () => {
    const server = await FileServer.start();
    const stranger = visitorOf(server);
    stranger.headers[JOIN_PROOF_HEADER] = toBase64Url(random(32));
    expect((await handIn(server, stranger, 10)).code).toBe('404 linkUnknown');
    expect((await handIn(server, { headers: {} }, 10)).code).toBe('400 malformed');
    const listing = await server.ask(visitorOf(server), 'GET', { path: 'inbox' });
    expect(await codeOf(listing)).toBe('401 signedOut');
  });

  it('what one visitor handed in is not another one’s', async () => {
    const server = await FileServer.start();
    const { path } = await handIn(server, visitorOf(server), 10);
    const other = visitorOf(server);
    expect(await codeOf(await server.put(other, `${path}/chunks/0`, random(38)))).toBe(
      '404 notFound',
    );
    expect(await codeOf(await server.ask(other, 'DELETE', { path }))).toBe('404 notFound');
    expect(await codeOf(await server.ask(other, 'GET', { path: `${path}/state` }))).toBe(
      '404 notFound',
    );
  });

  it('ten files or 50 MB for a visitor, a hundred files for a link', async () => {
    const server = await FileServer.start();
    const many = visitorOf(server);
    const codes: string[] = [];
    for (let n = 0; n < 11; n++) codes.push((await handIn(server, many, 1)).code);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => '204 '), '422 quotaExceeded']);
    const heavy = visitorOf(server);
    expect((await handIn(server, heavy, MAX_INBOX_BYTES)).code).toBe('204 ');
    expect((await handIn(server, heavy, 1)).code).toBe('422 quotaExceeded');
    expect((await handIn(server, visitorOf(server), MAX_INBOX_BYTES + 1)).code).toBe(
      '422 quotaExceeded',
    );
    for (let n = 11; n < 100; n++) {
      expect((await handIn(server, visitorOf(server), 1)).code).toBe('204 ');
    }
    expect((await handIn(server, visitorOf(server), 1)).code).toBe('422 quotaExceeded');
    expect((await handIn(server, visitorOf(server, random(32), 'mailed'), 1)).code).toBe('204 ');
  });
});
