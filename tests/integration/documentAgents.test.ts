import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BOARD, CHAT, MINUTES, type TestDocument } from '../support/documentWorld.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { RealDocuments } from '../support/RealDocuments.ts';
import { makeMeeting } from '../support/RealTab.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const saved = ({ state }: TestDocument): boolean => state.kind === 'saved';

/** The product's own keys, logs and queues over real sockets against the real server and its database. */
describe('documents of browsers without screens', () => {
  let server: RunningServer;
  let organizer: NodeBrowser;
  beforeAll(async () => {
    server = await startServer();
    organizer = new NodeBrowser(server.origin);
    await organizer.register();
  });
  afterAll(() => server.remove());

  type Meeting = Awaited<ReturnType<typeof makeMeeting>>;

  async function open(
    page: Parameters<typeof RealDocuments.open>[1],
    name: string,
    doorkeeper?: RealDocuments,
  ): Promise<RealDocuments> {
    const person = await RealDocuments.open(server.origin, page);
    onTestFinished(() => {
      person.shut();
      expect(person.tab.faults).toEqual([]);
    });
    const inside = person.tab.inside(name);
    if (doorkeeper !== undefined) await admit(doorkeeper);
    await inside;
    return person;
  }

  /** After somebody was removed the door is guarded. */
  async function admit({ tab }: RealDocuments): Promise<void> {
    await tab.until(({ knocks }) => knocks.length === 1, 'hearing the knock');
    const [knock] = tab.agent.view.knocks;
    if (knock !== undefined) await tab.agent.answerKnock(knock.knockId, true);
  }

  const host = (meeting: Meeting): Promise<RealDocuments> =>
    open({ meeting, host: meeting.hostMeeting }, 'Mara');
  const guest = (meeting: Meeting, name: string): Promise<RealDocuments> =>
    open({ meeting, link: meeting.links.copied }, name);

  it('[R52] two write, and who joins late has all of it', async () => {
    const meeting = await makeMeeting(organizer);
    const [mara, yuki] = [await host(meeting), await guest(meeting, 'Yuki')];
    const [a, b] = [mara.read(MINUTES), yuki.read(MINUTES)];
    await mara.until(() => a.isOpen, 'open');
    a.text.insert(0, 'Agreed: ');
    await yuki.until(() => b.text.toJSON() === 'Agreed: ', 'seeing the other');
    b.text.insert(8, 'Friday');
    await mara.until(() => a.text.toJSON() === 'Agreed: Friday', 'seeing the guest');
    const jonas = await guest(meeting, 'Jonas');
    const late = jonas.read(MINUTES);
    await jonas.until(() => late.isOpen, 'open');
    expect(late.text.toJSON()).toBe('Agreed: Friday');
    expect(late.authors.get(yuki.clientId)).toBe(yuki.tab.agent.view.self?.participantId);
    expect(late.faults).toEqual([]);
  });

  it('[T21, E-4, E-5] who is removed can write nothing more; what others had under way is sealed anew', async () => {
    const meeting = await makeMeeting(organizer);
    const mara = await host(meeting);
    const yuki = await guest(meeting, 'Yuki');
    const [a, b] = [mara.read(BOARD), yuki.read(BOARD)];
    await yuki.until(() => b.isOpen, 'open');
    b.text.insert(0, 'before');
    await mara.until(() => a.text.toJSON() === 'before', 'seeing the guest');
    const target = yuki.tab.agent.view.self?.participantId;
    if (target === undefined) throw new Error('inside without being somebody');
    await mara.tab.agent.kick([target]);
    await yuki.tab.until(({ phase }) => phase.kind === 'over', 'out');
    b.text.insert(0, 'after ');
    a.text.insert(6, ', and on');
    await mara.until(() => saved(a), 'saved');
    const jonas = await open({ meeting, link: meeting.links.copied }, 'Jonas', mara);
    const c = jonas.read(BOARD);
    await jonas.until(() => c.isOpen, 'open');
    expect(c.text.toJSON()).toBe('before, and on');
    expect(c.faults).toEqual([]);
    expect(saved(b)).toBe(false);
  });

  it('[V-10] a server that is killed and started again has lost nothing', async () => {
    const meeting = await makeMeeting(organizer);
    const [mara, yuki] = [await host(meeting), await guest(meeting, 'Yuki')];
    const [a, b] = [mara.read(MINUTES), yuki.read(MINUTES)];
    await mara.until(() => a.isOpen, 'open');
    a.text.insert(0, 'kept');
    await yuki.until(() => b.text.toJSON() === 'kept', 'seeing the other');
    await server.kill9();
    a.text.insert(4, ' on one side');
    b.text.insert(0, 'on the other, ');
    await mara.until(() => a.state.kind === 'offline', 'offline');
    await server.restart();
    await mara.until(() => saved(a) && a.text.length === 30, 'saved');
    await yuki.until(() => saved(b) && b.text.length === 30, 'saved');
    expect(b.text.toJSON()).toBe(a.text.toJSON());
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  it('[A-3] nobody takes anything back in chat, over the real server', async () => {
    const meeting = await makeMeeting(organizer);
    const [mara, yuki] = [await host(meeting), await guest(meeting, 'Yuki')];
    const [a, b] = [mara.read(CHAT), yuki.read(CHAT)];
    await mara.until(() => a.isOpen, 'open');
    a.doc.getArray('messages').push(['hello']);
    await yuki.until(() => b.doc.getArray('messages').length === 1, 'seeing the message');
    b.doc.getArray('messages').delete(0, 1);
    await mara.until(() => a.faultKinds.includes('quarantined'), 'seeing the attempt');
    expect(a.doc.getArray('messages').toJSON()).toEqual(['hello']);
    expect(a.faults).toEqual([
      { kind: 'quarantined', by: yuki.tab.agent.view.self?.participantId },
    ]);
  });
});
