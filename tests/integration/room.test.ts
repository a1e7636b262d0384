import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId, random } from '../support/signers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';

let server: RunningServer;
let organizer: NodeBrowser;

beforeAll(async () => {
  server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500' } });
  organizer = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

const memberOf = (meeting: TestMeeting) => ({ origin: server.origin, meeting });

describe('a session', () => {
  it('begins by the host, is joined by a knock, and ends', async () => {
    const meeting = await createMeeting(organizer);
    const guest = await TestMember.enter(memberOf(meeting));
    expect(guest.entered.session).toBeNull();
    const knockId = newRequestId();
    await guest.wire.request('knock', { knockId, sealedKnock: random(300) });
    expect(await guest.wire.next('knockWaiting')).toEqual({ knockId, for: 'nobody' });

    const host = await TestMember.start(memberOf(meeting));
    const opened = await guest.wire.next('sessionOpened');
    expect(opened).toEqual({ sessionId: host.sessionId, recordNumber: 2 });
    expect((await host.wire.next('knock')).asked).toBe('doorkeeper');
    const sealedLetter = random(900);
    await host.wire.request('answerKnock', { knockId, answer: { kind: 'letter', sealedLetter } });
    expect(await guest.wire.next('letter')).toEqual({ knockId, sealedLetter });

    guest.sessionId = opened.sessionId;
    await guest.takeTicket('join', 2);
    const ticket = await guest.wire.next('ticket');
    expect({ epoch: ticket.head.epoch, alone: ticket.alone }).toEqual({ epoch: 0, alone: false });
    await guest.commit({ epoch: 0, leaf: 1 });
    guest.leaf = 1;
    expect(await guest.wire.next('peerJoined')).toMatchObject({ leaf: 0 });
    expect(await host.wire.next('peerJoined')).toMatchObject({ leaf: 1 });
    expect(host.epoch).toBe(1);

    const sealed = random(50);
    await guest.wire.request('relay', { to: null, sealed });
    expect((await host.wire.next('relayed')).sealed).toEqual(sealed);
  });
});
