import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { FileId, ParticipantId } from '../../shared/src/ids.ts';
import {
  JOIN_PROOF_HEADER,
  sealedBytesOf,
  VISITOR_HEADER,
} from '../../shared/src/wire/filesApi.ts';
import { newBoxPair } from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { sealEnvelope } from '../../web/src/lib/e2ee/objects/envelope.ts';
import { sealChunk } from '../../web/src/lib/files/crypto/fileSeal.ts';
import { listInbox } from '../../web/src/lib/files/inbox/listInbox.ts';
import { FilesDocument } from '../../web/src/lib/files/list/FilesDocument.ts';
import { FilesApi } from '../../web/src/lib/files/transfer/FilesApi.ts';
import { joinRoster, rosterOf } from '../../web/src/lib/documents/page/roster.ts';
import { place } from '../support/DocumentWriter.ts';
import { BOARD, CHAT, MINUTES, type TestDocument } from '../support/documentWorld.ts';
import { FakeDocuments } from '../support/fakeDocument.ts';
import { newFileId } from '../support/fileServer.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { asShared, fetchAs, RealOwner } from '../support/RealOwner.ts';
import { RealDocuments } from '../support/RealDocuments.ts';
import { makeMeeting } from '../support/RealTab.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { random } from '../support/signers.ts';

const ADDRESS = 'desk@hallwerk.example';
const AGENDA = place('agenda');
const FILES = place('files');
const ROSTER = place('roster');
const saved = ({ state }: TestDocument): boolean => state.kind === 'saved';

/** The organizer, signed in, without a session: the product's own keys and logs against the real server. */
describe('[V-20] documents of the organizer outside of a session', () => {
  let server: RunningServer;
  let organizer: NodeBrowser;

  beforeAll(async () => {
    server = await startServer();
    organizer = new NodeBrowser(server.origin);
    await organizer.register({ address: ADDRESS });
  });
  afterAll(() => server.remove());

  type Meeting = Awaited<ReturnType<typeof makeMeeting>>;

  async function inRoom(
    page: Parameters<typeof RealDocuments.open>[1],
    name: string,
  ): Promise<RealDocuments> {
    const person = await RealDocuments.open(server.origin, page);
    onTestFinished(() => person.shut());
    await person.tab.inside(name);
    return person;
  }

  async function owner(meeting: Meeting, browser: NodeBrowser): Promise<RealOwner> {
    const opened = await RealOwner.open(browser, meeting.hostMeeting);
    onTestFinished(() => {
      opened.close();
      expect(opened.bugs).toEqual([]);
    });
    return opened;
  }

  /** Another browser that has nothing but the account. */
  async function elsewhere(): Promise<NodeBrowser> {
    const browser = new NodeBrowser(server.origin);
    await browser.signIn(ADDRESS);
    return browser;
  }

  it('writes the agenda before any session, and two tabs see each other', async () => {
    const meeting = await makeMeeting(organizer);
    const one = await owner(meeting, organizer);
    const two = await owner(meeting, await elsewhere());
    const [a, b] = [one.read(AGENDA), two.read(AGENDA)];
    await one.until(() => a.isOpen, 'open');
    await two.until(() => b.isOpen, 'open at the other');
    a.text.insert(0, 'Shifts');
    await one.until(() => saved(a), 'saved');
    two.look();
    await two.until(() => b.text.toJSON() === 'Shifts', 'seen by the other');
    b.text.insert(6, ', and the summer');
    await two.until(() => saved(b), 'saved');
    one.look();
    await one.until(() => a.text.toJSON() === 'Shifts, and the summer', 'seen by the first');
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  it('reads afterwards in another browser what members wrote, with their names, and goes on with it', async () => {
    const meeting = await makeMeeting(organizer);
    const host = meeting.hostMeeting;
    const mara = await inRoom({ meeting, host, account: organizer }, 'Mara');
    const yuki = await inRoom({ meeting, link: meeting.links.copied }, 'Yuki');
    const notes = (of: RealDocuments): DocumentPlace => ({ kind: 'notes', owner: idOf(of) });
    for (const [person, name] of [
      [mara, 'Mara'],
      [yuki, 'Yuki'],
    ] as const) {
      const opened = [CHAT, MINUTES, BOARD, FILES, notes(person)].map((at) => person.read(at));
      const roster = person.read(ROSTER);
      await person.until(() => [...opened, roster].every(({ isOpen }) => isOpen), 'open');
      for (const { text } of opened) text.insert(text.length, `${name}. `);
      joinRoster(asShared(roster), idOf(person), { name });
      await person.until(() => [...opened, roster].every(saved), 'saved');
    }
    await mara.tab.agent.endForAll();
    await mara.tab.until(({ phase }) => phase.kind === 'over', 'over');

    const desk = await owner(meeting, await elsewhere());
    const read = [CHAT, MINUTES, BOARD, FILES].map((at) => desk.read(at));
    const [roster, agenda] = [desk.read(ROSTER), desk.read(AGENDA)];
    const own = desk.read(notes(mara));
    await desk.until(() => [...read, roster, agenda, own].every(({ isOpen }) => isOpen), 'open');
    expect(read.map(({ text }) => text.toJSON())).toEqual(read.map(() => 'Mara. Yuki. '));
    expect(own.text.toJSON()).toBe('Mara. ');
    const people = rosterOf(asShared(roster));
    expect([...people]).toEqual([
      [idOf(mara), { name: 'Mara' }],
      [idOf(yuki), { name: 'Yuki' }],
    ]);
    const [, minutes] = read;
    if (minutes === undefined) throw new Error('four');
    minutes.text.insert(0, 'Corrected: ');
    own.text.insert(0, 'Later: ');
    await desk.until(() => saved(minutes) && saved(own), 'saved');
    const home = await owner(meeting, organizer);
    const again = home.read(MINUTES);
    await home.until(() => again.text.toJSON().startsWith('Corrected: Mara.'), 'read again');
    expect([...read, own, again].flatMap(({ faults }) => faults)).toEqual([]);

    const others = desk.read(notes(yuki));
    await desk.until(() => others.state.kind === 'refused', 'refused');
    expect(others.text.toJSON()).toBe('');
  });

  it('[P-12] the host lets a long log go at the end, the server drops it, and everything still reads', async () => {
    const meeting = await makeMeeting(organizer);
    const mara = await inRoom({ meeting, host: meeting.hostMeeting, account: organizer }, 'Mara');
    const text = mara.read(MINUTES);
    await mara.until(() => text.isOpen, 'open');
    for (let turn = 0; turn < 60; turn++) {
      text.text.insert(0, 'draft ');
      text.text.delete(0, 6);
    }
    text.text.insert(0, 'Agreed.');
    await mara.until(() => saved(text), 'saved');
    await mara.documents.letGo();
    const path = `/api/meetings/${meeting.hostMeeting.meetingId}/documents/minutes`;
    const size = async (): Promise<number> => {
      const answer = await fetchAs(organizer)(`${path}/log?generation=1&after=0`);
      expect(answer.status).toBe(200);
      return (await answer.arrayBuffer()).byteLength;
    };
    expect(await size()).toBeGreaterThan(10_000);
    await mara.tab.agent.endForAll();
    await mara.tab.until(({ phase }) => phase.kind === 'over', 'over');
    await expect.poll(size).toBeLessThan(200);

    const desk = await owner(meeting, await elsewhere());
    const read = desk.read(MINUTES);
    await desk.until(() => read.isOpen, 'open');
    expect(read.text.toJSON()).toBe('Agreed.');
    expect(read.faults).toEqual([]);
  });

  it('[F-13] lists what came to the door after everybody had left, and nobody else’s envelope', async () => {
    const meeting = await makeMeeting(organizer);
    const mara = await inRoom({ meeting, host: meeting.hostMeeting, account: organizer }, 'Mara');
    const at = mara.tab.agent.files.handInPlace;
    if (at === undefined) throw new Error('no inbox');
    await mara.tab.agent.endForAll();
    await mara.tab.until(({ phase }) => phase.kind === 'over', 'over');
    const { meetingId } = meeting.hostMeeting;
    const api = (
      headers: Record<string, string>,
      fetching = fetchAs(new NodeBrowser(server.origin)),
    ) => new FilesApi({ meetingId, place: 'inbox', fetch: fetching, headers: () => headers });
    const visitor = api({
      [JOIN_PROOF_HEADER]: toBase64Url(at.joinProof),
      [VISITOR_HEADER]: toBase64Url(random(32)),
    });
    const said = { name: 'Offer.pdf', type: '', size: 0, from: 'Selma', at: 1_700_000_000_000 };
    const handIn = async (inboxKey: Bytes): Promise<FileId> => {
      const fileId = newFileId();
      const key = random(32);
      const { recordNumber } = at;
      const sealed = await sealEnvelope(
        { meetingId, fileId },
        { ...said, key },
        { recordNumber, inboxKey },
      );
      const shape = { sealedBytes: sealedBytesOf(0), chunks: 1 };
      await visitor.announce(fileId, { ...shape, sealedEnvelope: toBase64Url(sealed) });
      const chunk = await sealChunk(key, { fileId, index: 0, count: 1 }, random(0));
      await visitor.put(fileId, { index: 0, sealed: chunk });
      await visitor.complete(fileId);
      return fileId;
    };
    const fileId = await handIn(at.inboxKey);
    await handIn((await newBoxPair()).publicKey);

    const elsewhereBrowser = await elsewhere();
    const desk = await owner(meeting, elsewhereBrowser);
    const document = new FakeDocuments().of(idOf(mara));
    const list = new FilesDocument({ document, leads: () => true });
    const inbox = {
      api: api({}, fetchAs(elsewhereBrowser)),
      list,
      open: (id: FileId, bytes: Bytes) => desk.keys.openEnvelope(id, bytes),
    };
    expect(await listInbox(inbox)).toBe(1);
    expect(list.files).toMatchObject([{ fileId, name: 'Offer.pdf', from: 'Selma' }]);
    expect(await listInbox(inbox)).toBe(0);
  });

  it('a refused opening is how the document stands, and no fault of the worker', async () => {
    const meeting = await makeMeeting(organizer);
    const stranger = new NodeBrowser(server.origin);
    await stranger.register();
    const opened = RealOwner.open(stranger, meeting.hostMeeting);
    await expect(opened).rejects.toMatchObject({ code: 'notFound' });
  });
});

function idOf({ tab }: RealDocuments): ParticipantId {
  const id = tab.agent.view.self?.participantId;
  if (id === undefined) throw new Error('inside without being somebody');
  return id;
}
