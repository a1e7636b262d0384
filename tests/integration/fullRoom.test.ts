import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createMeeting, type CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { Door, RoomView } from '../../web/src/lib/e2ee/session/RoomView.ts';
import { RealTab } from '../support/RealTab.ts';
import { serveLocalRooms, type SocketRooms } from '../support/socketRooms.ts';

const PLACES = 3;

const isInside = ({ phase }: RoomView): boolean => phase.kind === 'inside';

const waitsForPlace = ({ phase }: RoomView): boolean =>
  phase.kind === 'knocking' && phase.waitingFor === 'place';

/** Who has either got in, or was told to wait: the way in is over for now. */
const settled = (view: RoomView): boolean => isInside(view) || waitsForPlace(view);

/** The product's own agents over real sockets, in rooms of three places. */
describe('a full room', () => {
  let server: SocketRooms;
  beforeAll(async () => {
    server = await serveLocalRooms({ maxMembers: PLACES });
  });
  afterAll(() => server.close());

  type Page = Omit<Parameters<typeof RealTab.open>[1], 'meeting' | 'maxMembers'>;

  async function open(meeting: CreatedMeeting, page: Page): Promise<RealTab> {
    const tab = await RealTab.open(server.origin, { meeting, maxMembers: PLACES, ...page });
    onTestFinished(() => {
      tab.shut();
      expect([...tab.faults, ...server.rooms.faults]).toEqual([]);
    });
    return tab;
  }

  /** A room with one place left. */
  async function hosted(
    door: Door,
  ): Promise<{ meeting: CreatedMeeting; host: RealTab; yuki: RealTab }> {
    const meeting = await createMeeting({
      ...{ topic: 'Shift plan', organizer: 'Mara Feldhaus', company: '', notice: '' },
      ...{ door, mailedTopic: false, createdAt: Date.now() },
    });
    server.rooms.store.create(meeting.createRequest);
    const host = await open(meeting, { host: meeting.hostMeeting });
    await host.inside('Mara');
    const yuki = await open(meeting, { link: meeting.links.copied });
    return { meeting, host, yuki: await yuki.inside('Yuki') };
  }

  function taken({ hostMeeting: { meetingId } }: CreatedMeeting): number {
    return new Set(server.rooms.meeting(meetingId).session?.leaves.values()).size;
  }

  it('[D-8] is waited for at an open door, by whoever comes, until somebody leaves', async () => {
    const { meeting, host, yuki } = await hosted('open');
    const { copied: link } = meeting.links;
    await (await open(meeting, { link })).inside('Jonas');
    await host.sees('Jonas', 'Mara', 'Yuki');
    const kim = await open(meeting, { link });
    await kim.agent.join('Kim');
    await kim.until(waitsForPlace, 'told to wait');
    await yuki.agent.leave();
    await kim.until(isInside, 'inside');
    await host.sees('Jonas', 'Kim', 'Mara');
    expect(taken(meeting)).toBe(PLACES);
  });

  it('[V-2] [D-8] two letters for one place let one in, and the other waits for the next', async () => {
    const { meeting, host, yuki } = await hosted('greeted');
    const link = meeting.links.mailed ?? '';
    const both = [await open(meeting, { link }), await open(meeting, { link })];
    const [kim, lou] = both;
    if (kim === undefined || lou === undefined) throw new Error('nobody came');
    await Promise.all([kim.agent.join('Kim'), lou.agent.join('Lou')]);
    await host.until(({ knocks }) => knocks.length === 2, 'hearing both');
    const { knocks } = host.agent.view;
    await Promise.all(knocks.map(({ knockId }) => host.agent.answerKnock(knockId, true)));
    await Promise.all(both.map((tab) => tab.until(settled, 'in, or told to wait')));
    expect(both.filter(({ agent }) => isInside(agent.view))).toHaveLength(1);
    expect(taken(meeting)).toBe(PLACES);

    await host.until(({ knocks: held }) => held.some(({ heldBy }) => heldBy !== null), 'seeing it');
    await yuki.agent.leave();
    const asks = (view: RoomView): boolean => view.knocks.some(({ heldBy }) => heldBy === null);
    await host.until(asks, 'hearing the other');
    const [again] = host.agent.view.knocks;
    if (again === undefined) throw new Error('the knock is gone');
    await host.agent.answerKnock(again.knockId, true);
    await Promise.all(both.map((tab) => tab.until(isInside, 'inside')));
    await host.sees('Kim', 'Lou', 'Mara');
    expect(taken(meeting)).toBe(PLACES);
  });
});
