import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { decodeServedCheckpoint, documentsPath } from '../../shared/src/wire/documentsApi.ts';
import { DocumentMember } from '../support/DocumentMember.ts';
import { notesOf, place } from '../support/DocumentWriter.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { certified, random } from '../support/signers.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';

const BOARD = place('board');
let server: RunningServer;
let mara: NodeBrowser;
let jonas: NodeBrowser;

beforeAll(async () => {
  server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500' } });
  mara = await newOrganizer(server.origin);
  jonas = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

/** A meeting of Mara's with two members who have opened its documents. */
async function gathering(): Promise<{
  meeting: TestMeeting;
  host: DocumentMember;
  guest: DocumentMember;
}> {
  const meeting = await createMeeting(mara);
  const options = { origin: server.origin, meeting };
  const host = await DocumentMember.start(options);
  const guest = await DocumentMember.join(options);
  onTestFinished(() => {
    host.close();
    guest.close();
  });
  return { meeting, host, guest };
}

/** Everything of an answer that could tell something. */
async function whole(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([response.status, headers, await response.text()]);
}

describe('[V-20, T15] who may read', () => {
  it('a token of another meeting, a dead one and none that ever was get the same answer', async () => {
    const { host, guest } = await gathering();
    const other = await gathering();
    await host.append(BOARD);
    const dead = guest.opened.token;
    const paths = ['', '/board/log?generation=1&after=0', '/board/checkpoints'];
    for (const path of paths) expect((await guest.fetch(path)).status).toBe(200);
    guest.close();
    await host.member.wire.next('peerLeft');
    for (const path of paths) {
      const answers = await Promise.all(
        [dead, other.host.opened.token, random(32)].map(async (token) =>
          whole(await host.fetch(path, {}, token)),
        ),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('notFound');
    }
  });

  it('the owner by its sign-in; somebody else’s meeting is not there, and without one nothing is', async () => {
    const { meeting, host, guest } = await gathering();
    await host.append(BOARD);
    await guest.append(notesOf(guest.member.participantId));
    const path = documentsPath(meeting.meetingId);
    const own = await mara.send('GET', path);
    expect(await own.json()).toEqual({
      recordNumber: 2,
      documents: [{ place: BOARD, generation: 1, position: 1, checkpoint: null }],
    });
    expect((await jonas.send('GET', path)).status).toBe(404);
    expect((await new NodeBrowser(server.origin).send('GET', path)).status).toBe(401);
    const segment = `notes.${guest.member.participantId}`;
    const log = `/${segment}/log?generation=1&after=0`;
    expect((await mara.send('GET', `${path}${log}`)).status).toBe(403);
    expect((await host.fetch(log)).status).toBe(403);
    expect((await guest.fetch(log)).status).toBe(200);
  });
});

describe('entries over HTTP', () => {
  it('[E-2] longer ones are taken, told without their bytes, and read page by page', async () => {
    const { host, guest } = await gathering();
    const contents = Array.from({ length: 4 }, () => random(500_000));
    for (const content of contents) await guest.postEntry(guest.writer.next(BOARD, content));
    expect((await host.read(BOARD)).map(({ content }) => content)).toEqual(contents);
    expect((await host.page(BOARD, 0)).entries).toHaveLength(2);
    // By another connection than what was read: the last may still be on its way.
    await expect.poll(() => host.heard.map(({ entry }) => entry)).toEqual([null, null, null, null]);
  });

  it('too long a body is refused by its length alone, and no bytes are no entry', async () => {
    const { guest } = await gathering();
    expect((await guest.post('/entries', random(600_000))).status).toBe(413);
    expect((await guest.post('/entries', random(500))).status).toBe(400);
    expect((await guest.post('/authors', random(513))).status).toBe(413);
  });
});

describe('[P-10] checkpoints', () => {
  it('by who leads are kept and served, by others refused, and begin generations', async () => {
    const { meeting, host, guest } = await gathering();
    const { meetingId } = meeting;
    const certificate = certified(meeting.host, host.member.participant, {
      meetingId,
      sessionId: host.member.place.sessionId,
    });
    await host.append(BOARD);
    await guest.append(BOARD);
    const put = async (by: DocumentMember, change: Parameters<typeof by.writer.checkpoint>[1]) =>
      (await by.post('/checkpoints', by.writer.checkpoint(BOARD, change))).status;
    expect(await put(guest, { position: 2 })).toBe(403);
    expect(await put(guest, { position: 2, certificate })).toBe(403);
    expect(await put(host, { position: 3, certificate })).toBe(409);
    expect(await put(host, { position: 2, certificate, recordNumber: 1 })).toBe(409);
    const checkpoint = host.writer.checkpoint(BOARD, {
      position: 2,
      certificate,
      content: random(3_000_000),
    });
    expect((await host.post('/checkpoints', checkpoint)).status).toBe(204);
    expect((await host.post('/checkpoints', checkpoint)).status).toBe(204);
    expect(await put(host, { position: 2, certificate })).toBe(409);
    const kept = await guest.fetch('/board/checkpoints/2');
    const served = decodeServedCheckpoint(new Uint8Array(await kept.arrayBuffer()));
    expect(Buffer.from(served.checkpoint).equals(checkpoint)).toBe(true);
    expect(served.certificate).toEqual(host.writer.certificate);
    expect((await guest.fetch('/board/checkpoints/1')).status).toBe(404);
    const told = await guest.member.wire.next('documentCheckpoint');
    expect(told).toEqual({ place: BOARD, generation: 1, position: 2 });

    expect(await put(host, { position: 0, generation: 2, certificate })).toBe(204);
    expect(await guest.member.wire.next('documentGeneration')).toMatchObject({ generation: 2 });
    await expect(guest.append(BOARD)).rejects.toThrow('generationOver');
    expect((await guest.fetch('/board/log?generation=1&after=0')).status).toBe(409);
    guest.writer.generation = 2;
    expect(await guest.append(BOARD)).toMatchObject({ position: 1 });
  });
});
