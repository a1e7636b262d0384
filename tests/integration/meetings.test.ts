import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { newRequestId, random } from '../support/signers.ts';
import {
  createMeeting,
  draftMeeting,
  newOrganizer,
  type TestMeeting,
} from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { WirePeer } from '../support/wirePeer.ts';

let server: RunningServer;
let mara: NodeBrowser;
let jonas: NodeBrowser;

beforeAll(async () => {
  server = await startServer();
  mara = await newOrganizer(server.origin);
  jonas = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

/** Everything of an answer that could tell something. */
async function whole(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([response.status, headers, await response.text()]);
}

const newLinks = () => ({ ...draftMeeting().request, open: false });
const linksOf = ({ open, links, openKeys, asksConsent }: ReturnType<typeof newLinks>) => ({
  open,
  links,
  openKeys,
  asksConsent,
});

describe('[T15] meetings of others', () => {
  it.each([
    ['their links', 'PUT', '/links', () => linksOf(newLinks())],
    ['their records', 'GET', '/records', () => undefined],
    ['themselves', 'DELETE', '', () => undefined],
  ])('%s: what is foreign and what does not exist answer the same bytes', async (...row) => {
    const [, method, path, body] = row;
    const { meetingId } = await createMeeting(mara);
    const unknown = draftMeeting().meetingId;
    const foreign = await whole(
      await jonas.send(method, `/api/meetings/${meetingId}${path}`, body()),
    );
    const nothing = await whole(
      await jonas.send(method, `/api/meetings/${unknown}${path}`, body()),
    );
    expect(foreign).toBe(nothing);
    expect(foreign).toContain('notFound');
    const anybody = new NodeBrowser(server.origin);
    const response = await anybody.send(method, `/api/meetings/${meetingId}${path}`, body());
    expect(response.status).toBe(401);
    const own = await mara.send('GET', `/api/meetings/${meetingId}/records`);
    expect(own.status).toBe(200);
  });

  it("the list holds only what is one's own", async () => {
    const { meetingId } = await createMeeting(mara);
    const list = await (await jonas.send('GET', '/api/meetings')).text();
    expect(list).not.toContain(meetingId);
    expect(await (await mara.send('GET', '/api/meetings')).text()).toContain(meetingId);
  });

  it('[M-1] an id that is not that of the host key is refused', async () => {
    const { request } = draftMeeting();
    const stolen = { ...request, meetingId: draftMeeting().meetingId };
    expect((await mara.send('POST', '/api/meetings', stolen)).status).toBe(403);
  });
});

describe('what the organizer does reaches the room', () => {
  async function running(): Promise<{
    meeting: TestMeeting;
    host: TestMember;
    visitor: TestMember;
  }> {
    const meeting = await createMeeting(mara);
    const options = { origin: server.origin, meeting };
    const host = await TestMember.start(options);
    const visitor = await TestMember.enter(options);
    onTestFinished(() => {
      host.close();
      visitor.close();
    });
    return { meeting, host, visitor };
  }

  it('a session makes the meeting live in the list', async () => {
    const { meeting, host } = await running();
    const isLive = async (): Promise<boolean> => {
      const list = await (await mara.send('GET', '/api/meetings')).text();
      return list.includes(`"meetingId":"${meeting.meetingId}"`) && list.includes('"live":true');
    };
    expect(await isLive()).toBe(true);
    host.close();
    await expect.poll(isLive).toBe(false);
  });

  it('new links turn away whoever knocks with an old one', async () => {
    const { meeting, visitor } = await running();
    const knockId = newRequestId();
    await visitor.wire.request('knock', { knockId, sealedKnock: random(200) });
    const path = `/api/meetings/${meeting.meetingId}/links`;
    const response = await mara.send('PUT', path, linksOf(newLinks()));
    expect(response.status).toBe(204);
    expect(await visitor.wire.next('knockRefused')).toEqual({ knockId });
    const peer = await WirePeer.connect(server.origin);
    onTestFinished(() => peer.close());
    const { meetingId, proofs } = meeting;
    const old = { meetingId, joinProof: proofs.copied };
    expect(await peer.refusal('enter', old)).toBe('linkUnknown');
  });

  it('deleting ends it for everybody, and leaves nothing to enter', async () => {
    const { meeting, host, visitor } = await running();
    const { meetingId, proofs } = meeting;
    expect((await mara.send('DELETE', `/api/meetings/${meetingId}`)).status).toBe(200);
    for (const one of [host, visitor]) {
      expect(await one.wire.next('sessionEnded')).toMatchObject({ reason: 'deleted' });
      await one.wire.closed();
    }
    const peer = await WirePeer.connect(server.origin);
    onTestFinished(() => peer.close());
    const params = { meetingId, joinProof: proofs.copied };
    expect(await peer.refusal('enter', params)).toBe('linkUnknown');
    expect(toBase64Url(proofs.copied)).toHaveLength(43);
  });
});
