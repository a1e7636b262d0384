import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DocumentMember } from '../support/DocumentMember.ts';
import { place } from '../support/DocumentWriter.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';

let server: RunningServer;
let organizer: NodeBrowser;

beforeAll(async () => {
  server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500' } });
  organizer = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

/** A meeting with members who have opened its documents, the host first. */
async function gathering(
  guests: number,
): Promise<{ meeting: TestMeeting; members: DocumentMember[] }> {
  const meeting = await createMeeting(organizer);
  const options = { origin: server.origin, meeting };
  const members = [await DocumentMember.start(options)];
  while (members.length <= guests) members.push(await DocumentMember.join(options));
  onTestFinished(() => {
    for (const member of members) member.close();
  });
  return { meeting, members };
}

describe('documents on the wire', () => {
  it('[V-21] an entry of one member reaches the others in order, and is read over HTTP', async () => {
    const { members } = await gathering(2);
    const [host, guest, other] = members;
    if (!host || !guest || !other) throw new Error('nobody');
    const board = place('board');
    const contents = Array.from({ length: 20 }, () => random(50));
    for (const content of contents) await guest.append(board, content);
    const log = await other.read(board);
    expect(log.map(({ position }) => position)).toEqual(contents.map((_, at) => at + 1));
    expect(log.map(({ content }) => content)).toEqual(contents);
    // By a connection of its own: the last may still be on its way.
    await expect
      .poll(() => host.heard.map(({ position }) => position))
      .toEqual(log.map(({ position }) => position));
    expect(guest.heard).toEqual([]);
  });
});
