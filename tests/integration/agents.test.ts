import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { HostLinks } from '../../web/src/lib/call/HostLinks.ts';
import { MeetingApi } from '../../web/src/lib/call/MeetingApi.ts';
import type { CreatedMeeting, NewMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { HostMeeting } from '../../web/src/lib/e2ee/host/HostMeeting.ts';
import { linkPaths } from '../../web/src/lib/e2ee/host/registerLinks.ts';
import type { Door, RoomView } from '../../web/src/lib/e2ee/session/RoomView.ts';
import { HttpApi } from '../../web/src/lib/vault/HttpApi.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** The product's own keys and doors over real sockets against the real server and its database. */
describe('a meeting of browsers without screens', () => {
  let server: RunningServer;
  let organizer: NodeBrowser;
  beforeAll(async () => {
    server = await startServer();
    organizer = new NodeBrowser(server.origin);
    await organizer.register();
  });
  afterAll(() => server.remove());

  type Page = Omit<Parameters<typeof RealTab.open>[1], 'meeting'>;

  async function open(meeting: CreatedMeeting, page: Page): Promise<RealTab> {
    const tab = await RealTab.open(server.origin, { meeting, ...page });
    onTestFinished(() => {
      tab.shut();
      expect(tab.faults).toEqual([]);
    });
    return tab;
  }

  async function hosted(
    part: Partial<NewMeeting> = {},
  ): Promise<{ meeting: CreatedMeeting; host: RealTab }> {
    const meeting = await makeMeeting(organizer, part);
    const host = await open(meeting, { host: meeting.hostMeeting });
    await host.inside('Mara');
    return { meeting, host };
  }

  async function guest(meeting: CreatedMeeting, name: string): Promise<RealTab> {
    return (await open(meeting, { link: meeting.links.copied })).inside(name);
  }

  it('[R18] lets a guest in by the copied link without a click, and both hold the same keys', async () => {
    const { meeting, host } = await hosted();
    const yuki = await guest(meeting, 'Yuki');
    await Promise.all([host.sees('Mara', 'Yuki'), yuki.sees('Mara', 'Yuki')]);
    await host.until(({ digits }) => digits === yuki.agent.view.digits, 'showing one code');
    const epoch = BigInt(yuki.agent.view.epoch);
    expect(yuki.keys.keys.get(epoch)).toEqual(host.keys.keys.get(epoch));
    expect(yuki.keys.keys.get(epoch)).toHaveLength(16);
  });

  it('[T05] brings everybody back after the server was killed: same epoch, nobody twice', async () => {
    const { meeting, host } = await hosted();
    const yuki = await guest(meeting, 'Yuki');
    const { epoch } = yuki.agent.view;
    await server.kill9();
    await server.restart();
    await Promise.all([host.sees('Mara', 'Yuki'), yuki.sees('Mara', 'Yuki')]);
    const jonas = await guest(meeting, 'Jonas');
    await Promise.all([host, yuki, jonas].map((tab) => tab.sees('Jonas', 'Mara', 'Yuki')));
    expect(jonas.agent.view.epoch).toBe(epoch + 1);
  });

  it('brings a reloaded guest back without a click and shows it once', async () => {
    const { meeting, host } = await hosted();
    const yuki = await guest(meeting, 'Yuki');
    yuki.shut();
    const again = await open(meeting, { storage: yuki.storage });
    await again.until(({ phase }) => phase.kind === 'inside', 'back inside');
    await Promise.all([host.sees('Mara', 'Yuki'), again.sees('Mara', 'Yuki')]);
    const [before, after] = [yuki, again].map(({ agent }) => agent.view.self?.participantId);
    expect(after).toBe(before);
  });

  it('[R135] [T21] removes a guest with new keys; the link knocks and does not open', async () => {
    const { meeting, host } = await hosted();
    const yuki = await guest(meeting, 'Yuki');
    const jonas = await guest(meeting, 'Jonas');
    await host.sees('Jonas', 'Mara', 'Yuki');
    const target = yuki.agent.view.self?.participantId;
    if (target === undefined) throw new Error('inside without being somebody');
    await host.agent.kick([target]);
    await yuki.until(({ phase }) => phase.kind === 'over', 'out');
    expect(yuki.agent.view.phase).toEqual({ kind: 'over', reason: 'removed' });
    await Promise.all([host.sees('Jonas', 'Mara'), jonas.sees('Jonas', 'Mara')]);
    expect(yuki.keys.keys.has(BigInt(jonas.agent.view.epoch))).toBe(false);
    expect(host.agent.view.door).toBe('guarded');

    const back = await open(meeting, { link: meeting.links.copied, storage: yuki.storage });
    await back.agent.join('Yuki').catch(() => undefined);
    await back.until(({ phase }) => phase.kind === 'turnedAway', 'turned away');
    expect(host.agent.view.members).toHaveLength(2);
  });

  it('asks the host at a guarded door, for as long as it takes, and refuses whom it refuses', async () => {
    const { meeting, host } = await hosted({ door: 'guarded' });
    const yuki = await open(meeting, { link: meeting.links.copied });
    await yuki.agent.join('Yuki');
    await host.until(({ knocks }) => knocks.length === 1, 'hearing the knock');
    const [knock] = host.agent.view.knocks;
    if (knock === undefined) throw new Error('the knock is gone');
    expect(knock).toMatchObject({ name: 'Yuki', via: 'copied', mayAnswer: true });
    await host.agent.answerKnock(knock.knockId, false);
    await yuki.until(({ phase }) => phase.kind === 'turnedAway', 'turned away');
    await yuki.agent.join('Yuki');
    const another = ({ knocks }: RoomView): boolean =>
      knocks.length === 1 && knocks[0]?.knockId !== knock.knockId;
    await host.until(another, 'hearing another knock');
    await host.agent.answerKnock(host.agent.view.knocks[0]?.knockId ?? knock.knockId, true);
    await yuki.until(({ phase }) => phase.kind === 'inside', 'inside');
    await host.sees('Mara', 'Yuki');
  });

  it('lets whoever has the link open an open door, also with nobody there', async () => {
    const meeting = await makeMeeting(organizer, { door: 'open' });
    const yuki = await guest(meeting, 'Yuki');
    const jonas = await guest(meeting, 'Jonas');
    await Promise.all([yuki.sees('Jonas', 'Yuki'), jonas.sees('Jonas', 'Yuki')]);
    expect(jonas.agent.view).toMatchObject({ door: 'open', self: { role: 'guest' } });
  });

  it('[R52] carries a direct message to one person, and no trace of it stays with the server', async () => {
    const { meeting, host } = await hosted();
    const yuki = await guest(meeting, 'Yuki');
    const jonas = await guest(meeting, 'Jonas');
    await Promise.all([host, yuki, jonas].map((tab) => tab.sees('Jonas', 'Mara', 'Yuki')));
    const to = yuki.agent.view.self?.participantId;
    if (to === undefined) throw new Error('inside without being somebody');
    const canary = 'canary-7f31 between the two of us';
    // Keys may still be on their way: then the message is shown as not delivered, and sent again.
    await host.agent.sendDirect(to, canary);
    await host.hears((event) => {
      if (event.kind !== 'direct') return false;
      const { state, messageId } = event.message;
      if (state === 'undelivered') void host.agent.sendDirectAgain(messageId);
      return state === 'delivered';
    }, 'the receipt');
    const received = yuki.events.filter((event) => event.kind === 'direct');
    expect(received).toMatchObject([{ message: { text: canary, own: false, state: 'delivered' } }]);
    expect(jonas.events.filter(({ kind }) => kind.startsWith('direct'))).toEqual([]);
    expect(JSON.stringify(server.log()) + server.output()).not.toContain('canary-7f31');
    expect(filesWith(server.dataDir, 'canary-7f31')).toEqual([]);
  });

  it('[D-5, V-10] a host opens the door in the room with new links, and closes it again', async () => {
    const { meeting, host } = await hosted();
    const http = new HttpApi({ fetch: organizer.fetch, onSignedOut: () => undefined });
    const kept: HostMeeting[] = [];
    const links = new HostLinks({
      host: meeting.hostMeeting,
      api: new MeetingApi(http),
      vault: { put: (_kind, _id, put) => Promise.resolve(kept.push(put)) },
      origin: server.origin,
      renewed: (renewed) => host.agent.renewHost(renewed),
    });
    const set = (door: Door): Promise<void> => host.agent.setDoor(door);
    await links.setDoor('open', set);
    expect(host.agent.view.door).toBe('open');
    const [opened] = kept;
    if (opened === undefined) throw new Error('no new links in the vault');
    const link = (await linkPaths(opened)).copied;

    const old = await open(meeting, { link: meeting.links.copied });
    await old.until(({ phase }) => phase.kind === 'refused', 'refused');
    expect(old.agent.view.phase).toEqual({ kind: 'refused', code: 'linkUnknown' });
    const phases: string[] = [];
    const yuki = await open(meeting, { link });
    yuki.agent.onView(({ phase }) => phases.push(phase.kind));
    await yuki.inside('Yuki');
    expect(phases).not.toContain('knocking');
    host.shut();
    yuki.shut();
    const jonas = await (await open(meeting, { link })).inside('Jonas');
    expect(jonas.agent.view.door).toBe('open');

    const back = await open(meeting, { host: opened });
    await back.inside('Mara');
    const again = new HostLinks({
      host: opened,
      api: new MeetingApi(http),
      vault: { put: () => Promise.resolve() },
      origin: server.origin,
      renewed: (renewed) => back.agent.renewHost(renewed),
    });
    await again.setDoor('greeted', (door) => back.agent.setDoor(door));
    const kim = await open(meeting, { link });
    await kim.until(({ phase }) => phase.kind === 'atDoor', 'at the door');
    expect(kim.agent.view.phase).toMatchObject({ kind: 'atDoor', card: { door: 'greeted' } });
    kim.agent.onView(({ phase }) => phases.push(phase.kind));
    await kim.inside('Kim');
    expect(phases).toContain('knocking');
  });

  it('ends for all by the word of the host, and for nobody by that of a guest', async () => {
    const { meeting, host } = await hosted();
    const yuki = await guest(meeting, 'Yuki');
    await expect(yuki.agent.endForAll()).rejects.toMatchObject({ code: 'notAllowed' });
    await host.agent.endForAll();
    await yuki.until(({ phase }) => phase.kind === 'over', 'over');
    expect(yuki.agent.view.phase).toEqual({ kind: 'over', reason: 'ended' });
  });
});

/** Files below a folder in which some text stands: databases and their journals, logs, everything. */
function filesWith(folder: string, text: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(1);
  return files.filter((file) => readFileSync(file).includes(text));
}
