import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as v from 'valibot';
import { toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import { ConsentList, ConsentTaken, type HandInConsent } from '../../shared/src/wire/consentApi.ts';
import { JOIN_PROOF_HEADER } from '../../shared/src/wire/filesApi.ts';
import { handInBytes } from '../../shared/src/wire/signed/consent.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { RtpPeer } from '../support/rtpPeer.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { newSigner, random, type Signer } from '../support/signers.ts';
import { TestMember } from '../support/TestMember.ts';
import { createMeeting, draftMeeting, newOrganizer } from '../support/testMeeting.ts';

/** At once as people see it (1 s, R75), and as much again as a machine needs that does ten other things. */
const PROMPT_MS = 5_000;

let server: RunningServer;
let mara: NodeBrowser;
let jonas: NodeBrowser;

beforeAll(async () => {
  server = await startServer();
  mara = await newOrganizer(server.origin);
  jonas = await newOrganizer(server.origin);
}, 60_000);
afterAll(() => server.remove(), 60_000);

const consentsOf = (id: MeetingId): string => `/api/meetings/${id}/consents`;

/** What somebody hands in; what is sealed means nothing to the server. */
function handIn(whose: Signer, id: MeetingId, change: Partial<HandInConsent> = {}): HandInConsent {
  const { mayProduce = true } = change;
  const commitment = random(32);
  const bytes = handInBytes(id, { commitment, mayProduce });
  return {
    participantKey: toBase64Url(whose.publicKey),
    mayProduce,
    commitment: toBase64Url(commitment),
    sealedRecord: toBase64Url(random(900)),
    signature: toBase64Url(whose.sign(bytes)),
    ...change,
  };
}

/** Whoever holds a link. */
function guestWith(proof: Bytes | undefined): NodeBrowser {
  const guest = new NodeBrowser(server.origin);
  if (proof !== undefined) guest.headers.set(JOIN_PROOF_HEADER, toBase64Url(proof));
  return guest;
}

async function answer(
  browser: NodeBrowser,
  ...request: [method: string, path: string, body?: unknown]
): Promise<[number, unknown]> {
  const response = await browser.send(...request);
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text)];
}

async function listOf(id: MeetingId): Promise<ConsentList> {
  const [status, body] = await answer(mara, 'GET', consentsOf(id));
  expect(status).toBe(200);
  return v.parse(ConsentList, body);
}

describe('[G-5] a consent that is handed in', () => {
  it('needs a link of this very meeting', async () => {
    const [{ meetingId, proofs }, other] = [
      await createMeeting(mara, { asksConsent: true }),
      await createMeeting(mara, { asksConsent: true }),
    ];
    const path = consentsOf(meetingId);
    const body = handIn(newSigner(), meetingId);
    expect(await answer(guestWith(undefined), 'POST', path, body)).toEqual([
      400,
      { code: 'malformed' },
    ]);
    for (const proof of [random(32), other.proofs.copied]) {
      const [status, refusal] = await answer(guestWith(proof), 'POST', path, body);
      expect([status, refusal]).toEqual([404, { code: 'linkUnknown' }]);
    }
    const nowhere = consentsOf(draftMeeting().meetingId);
    expect((await answer(guestWith(proofs.copied), 'POST', nowhere, body))[0]).toBe(404);
    // Being signed in is no link, not even as the organizer.
    expect((await answer(mara, 'POST', path, body))[0]).toBe(400);
    expect((await listOf(meetingId)).steps).toEqual([]);
  });

  it('[T31] altered, moved to another meeting or signed by another key is refused, and leaves nothing', async () => {
    const [here, there] = [
      await createMeeting(mara, { asksConsent: true }),
      await createMeeting(mara, { asksConsent: true }),
    ];
    const [ilse, tomas] = [newSigner(), newSigner()];
    const genuine = handIn(ilse, here.meetingId);
    const bad: HandInConsent[] = [
      { ...genuine, mayProduce: false },
      { ...genuine, commitment: toBase64Url(random(32)) },
      { ...genuine, participantKey: toBase64Url(tomas.publicKey) },
      { ...genuine, signature: handIn(tomas, here.meetingId).signature },
      handIn(ilse, there.meetingId),
    ];
    const guest = guestWith(here.proofs.copied);
    for (const body of bad) {
      expect(await answer(guest, 'POST', consentsOf(here.meetingId), body)).toEqual([
        403,
        { code: 'notAllowed' },
      ]);
    }
    const elsewhere = guestWith(there.proofs.mailed);
    const [moved] = await answer(elsewhere, 'POST', consentsOf(there.meetingId), genuine);
    expect(moved).toBe(403);
    for (const { meetingId } of [here, there]) {
      expect((await listOf(meetingId)).consents).toEqual([]);
    }
  });

  it('[T27] is no larger than a record is, and nothing besides', async () => {
    const { meetingId, proofs } = await createMeeting(mara, { asksConsent: true });
    const guest = guestWith(proofs.copied);
    const genuine = handIn(newSigner(), meetingId);
    const bad: unknown[] = [
      { ...genuine, sealedRecord: toBase64Url(random(12 * 1024 + 81)) },
      { ...genuine, sealedRecord: '' },
      { ...genuine, sealedRecord: 'not base64url!' },
      { ...genuine, commitment: toBase64Url(random(31)) },
      { ...genuine, signature: toBase64Url(random(65)) },
      { ...genuine, mayProduce: 1 },
      { ...genuine, name: 'Ilse Brandtner' },
      [genuine],
      'consent',
      null,
    ];
    for (const body of bad) {
      const [status] = await answer(guest, 'POST', consentsOf(meetingId), body);
      expect([JSON.stringify(body).slice(0, 60), status]).toEqual([
        JSON.stringify(body).slice(0, 60),
        400,
      ]);
    }
    const [huge] = await answer(guest, 'POST', consentsOf(meetingId), {
      ...genuine,
      sealedRecord: 'A'.repeat(3_000_000),
    });
    expect(huge).toBe(413);
    expect((await listOf(meetingId)).steps).toEqual([]);
  });

  it('[G-6] replayed gives the step it has, and what was said before does not come back', async () => {
    const { meetingId, proofs } = await createMeeting(mara, { asksConsent: true });
    const guest = guestWith(proofs.copied);
    const ilse = newSigner();
    const given = handIn(ilse, meetingId);
    const path = consentsOf(meetingId);
    const [, first] = await answer(guest, 'POST', path, given);
    await answer(guest, 'POST', path, handIn(ilse, meetingId, { mayProduce: false }));
    const [status, again] = await answer(guest, 'POST', path, given);
    expect([status, again]).toEqual([200, v.parse(ConsentTaken, first)]);
    const { consents } = await listOf(meetingId);
    expect(consents.map(({ mayProduce }) => mayProduce)).toEqual([true, false]);
  });
});

describe('[T15] the consents of a meeting', () => {
  it('are listed for its organizer alone', async () => {
    const { meetingId, proofs } = await createMeeting(mara, { asksConsent: true });
    const path = consentsOf(meetingId);
    await answer(guestWith(proofs.copied), 'POST', path, handIn(newSigner(), meetingId));
    const signedOut = guestWith(proofs.copied);
    expect((await answer(signedOut, 'GET', path))[0]).toBe(401);
    expect((await answer(jonas, 'GET', path))[0]).toBe(404);
    expect((await listOf(meetingId)).consents).toHaveLength(1);
  });
});

describe('[G-9, R69] producing in a meeting that asks', () => {
  async function asking() {
    const meeting = await createMeeting(mara, { asksConsent: true });
    const [ilse, host] = [newSigner(), newSigner()];
    const options = { origin: server.origin, meeting };
    const members = [
      await TestMember.start({ ...options, participant: host }),
      await TestMember.join({ ...options, participant: ilse }),
    ] as const;
    onTestFinished(() => members.forEach((member) => member.close()));
    const say = async (whose: Signer, mayProduce: boolean): Promise<void> => {
      const guest = guestWith(meeting.proofs.copied);
      const body = handIn(whose, meeting.meetingId, { mayProduce });
      expect((await answer(guest, 'POST', consentsOf(meeting.meetingId), body))[0]).toBe(200);
    };
    return { members, ilse, host, say };
  }

  async function media(member: TestMember): Promise<RtpPeer> {
    const peer = await RtpPeer.open(member);
    onTestFinished(() => peer.close());
    return peer;
  }

  it('is refused by the server without consent, to the organizer too, and receiving is not', async () => {
    const { members, ilse, host, say } = await asking();
    const [speaker, listener] = [await media(members[0]), await media(members[1])];
    const missing = { code: 'consentMissing' };
    await expect(speaker.sendAudio()).rejects.toMatchObject(missing);
    await expect(listener.sendAudio()).rejects.toMatchObject(missing);
    await say(newSigner(), true); // of somebody else
    await say(ilse, false);
    await expect(listener.sendAudio()).rejects.toMatchObject(missing);
    await say(host, true);
    const producerId = await speaker.sendAudio();
    expect((await members[1].wire.next('producerAdded')).producer.producerId).toBe(producerId);
    await listener.receive([producerId]);
    await listener.hears(10);
    expect(speaker.sent).toBeGreaterThan(0);
  });

  it('[R74, R75] ends at once when it is taken back, and what was said before does not reopen it', async () => {
    const { members, ilse, say } = await asking();
    const [host, guest] = members;
    await say(ilse, true);
    const sender = await media(guest);
    await sender.sendAudio();
    await host.wire.next('producerAdded');
    await say(ilse, false);
    const { peerId } = await host.wire.next('producerClosed', () => true, PROMPT_MS);
    expect(peerId).toBe(guest.entered.peerId);
    await expect(sender.sendAudio()).rejects.toMatchObject({ code: 'consentMissing' });
  });

  it('[G-15] ends for who has not answered once a running meeting asks, and they are told', async () => {
    const meeting = await createMeeting(mara);
    const [ilse, host] = [newSigner(), newSigner()];
    const options = { origin: server.origin, meeting };
    const first = await TestMember.start({ ...options, participant: host });
    const second = await TestMember.join({ ...options, participant: ilse });
    onTestFinished(() => [first, second].forEach((member) => member.close()));
    const sender = await media(second);
    await sender.sendAudio();
    await first.wire.next('producerAdded');
    const { request, meetingId } = meeting;
    const { open, openKeys, links } = request;
    const path = `/api/meetings/${meetingId}/links`;
    const asking = { open, openKeys, links, asksConsent: true };
    expect((await answer(mara, 'PUT', path, asking))[0]).toBe(204);
    const { peerId } = await first.wire.next('producerClosed', () => true, PROMPT_MS);
    expect(peerId).toBe(second.entered.peerId);
    const card = await second.wire.next('cardRenewed', () => true, PROMPT_MS);
    expect(toBase64Url(card.sealedCard)).toBe(links[0]?.sealedCard);
    await expect(sender.sendAudio()).rejects.toMatchObject({ code: 'consentMissing' });
    const guest = guestWith(meeting.proofs.copied);
    expect((await answer(guest, 'POST', consentsOf(meetingId), handIn(ilse, meetingId)))[0]).toBe(
      200,
    );
    await sender.sendAudio();
    await first.wire.next('producerAdded');
  });
});
