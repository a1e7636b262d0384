import { describe, expect, it, vi } from 'vitest';
import { toBase64Url } from '@conclave/shared/bytes';
import type { RequestId } from '@conclave/shared/ids';
import {
  encodeRoleCertificate,
  roleCertificateBytes,
} from '@conclave/shared/wire/signed/roleCertificate';
import { encodeSessionEnd, sessionEndBytes } from '@conclave/shared/wire/signed/sessionEnd';
import { encodeSessionStart, sessionStartBytes } from '@conclave/shared/wire/signed/sessionStart';
import { settle } from '../../../tests/support/ManualTime.ts';
import { codeOf, RoomStage, type RoomActor } from '../../../tests/support/roomActors.ts';
import {
  certified,
  endBy,
  newRequestId,
  newSessionId,
  newSigner,
  proofOf,
  random,
  startBy,
} from '../../../tests/support/signers.ts';
import { draftMeeting } from '../../../tests/support/testMeeting.ts';
import { newHead } from '../../../tests/support/TestMember.ts';

describe('entering', () => {
  it('[T19] a wrong proof, a proof of another meeting and an unknown meeting get the same answer', async () => {
    const stage = new RoomStage();
    const other = draftMeeting();
    stage.rooms.store.create(other.request);
    const { meetingId, proofs } = stage.meeting;
    const visitor = await stage.visitor();
    const attempts = [
      { meetingId, joinProof: random(32) },
      { meetingId, joinProof: other.proofs.copied },
      { meetingId: draftMeeting().meetingId, joinProof: proofs.copied },
    ];
    for (const attempt of attempts) {
      const stranger = stage.rooms.connect(() => undefined);
      expect(await codeOf(stranger.ask('enter', attempt))).toBe('linkUnknown');
    }
    expect(visitor.entered?.peerId).toBe(visitor.end.peer.id);
  });

  it('[T19] guessing ends after twenty wrong links, but not for those who know one', async () => {
    const stage = new RoomStage();
    const { meetingId } = stage.meeting;
    const codes = [];
    for (let guess = 0; guess < 25; guess++) {
      const stranger = stage.rooms.connect(() => undefined);
      codes.push(await codeOf(stranger.ask('enter', { meetingId, joinProof: random(32) })));
    }
    expect(codes.filter((code) => code === 'linkUnknown')).toHaveLength(20);
    expect(codes.slice(20)).toEqual(Array.from({ length: 5 }, () => 'tooMany'));
    const visitor = await stage.visitor();
    expect(visitor.entered?.linkKind).toBe('copied');
  });

  it('tells the links apart', async () => {
    const stage = new RoomStage();
    const mailed = await stage.visitor(newSigner(), 'mailed');
    expect(mailed.entered).toMatchObject({ linkKind: 'mailed', linkVersion: 1, session: null });
  });

  it('nothing is answered before it', async () => {
    const stage = new RoomStage();
    const stranger = stage.rooms.connect(() => undefined);
    const knock = { knockId: newRequestId(), sealedKnock: random(10) };
    expect(await codeOf(stranger.ask('knock', knock))).toBe('notNow');
    expect(await codeOf(stranger.ask('openMedia', {}))).toBe('notNow');
    expect(await codeOf(stranger.ask('leave', {}))).toBe('notNow');
  });
});

describe('starting a session', () => {
  it('is refused without a signature, unless the door is open', async () => {
    const stage = new RoomStage();
    const visitor = await stage.visitor();
    const bare = { start: null, record: null };
    expect(await codeOf(visitor.start(bare))).toBe('notAllowed');
    const open = new RoomStage({ open: true });
    const anybody = await open.visitor();
    await anybody.start(bare);
    expect(anybody.entered?.session).toBeNull();
    expect(open.rooms.meeting(open.meeting.meetingId).record.number).toBe(1);
  });

  it.each([
    ['another key', () => newSigner(), {}],
    ['another session', undefined, { sessionId: newSessionId() }],
    ['another meeting', undefined, { meetingId: draftMeeting().meetingId }],
    ['another record', undefined, { recordNumber: 7 }],
  ])('is refused when what is signed names %s', async (_what, signer, change) => {
    const stage = new RoomStage();
    const visitor = await stage.visitor();
    const { meetingId, host } = stage.meeting;
    const sessionId = newSessionId();
    const place = { meetingId, sessionId, recordNumber: 2, ...change };
    const start = startBy(signer?.() ?? host, place);
    const code = await codeOf(visitor.start({ sessionId, start }));
    expect(code).toBe('recordNumber' in change ? 'malformed' : 'notAllowed');
    expect(stage.rooms.store.peekSession(meetingId)).toBeUndefined();
  });

  it('a deputy may, certified for the meeting; one certified for a session may not', async () => {
    for (const lasting of [true, false]) {
      const stage = new RoomStage();
      const visitor = await stage.visitor();
      const { meetingId, host } = stage.meeting;
      const sessionId = newSessionId();
      const deputy = newSigner();
      const unsigned = {
        role: 'deputy',
        sessionId: lasting ? undefined : sessionId,
        participantKey: deputy.publicKey,
      } as const;
      const signature = host.sign(roleCertificateBytes(meetingId, unsigned));
      const certificate = { ...unsigned, signature };
      const begin = {
        meetingId,
        sessionId,
        recordNumber: 2,
        authorKey: deputy.publicKey,
        certificate,
      };
      const start = encodeSessionStart(begin, deputy.sign(sessionStartBytes(begin)));
      const record = stage.nextRecord({ author: deputy, certificate });
      const code = await codeOf(visitor.start({ sessionId, start, record }));
      expect(code).toBe(lasting ? undefined : 'notAllowed');
      expect(encodeRoleCertificate(certificate)).toHaveLength(113);
    }
  });

  it('[P-1] is refused with a proof of another connection', async () => {
    const stage = new RoomStage();
    const visitor = await stage.visitor();
    const { meetingId } = stage.meeting;
    const sessionId = newSessionId();
    const proof = proofOf(newSigner(), { challenge: random(32), meetingId, sessionId });
    expect(await codeOf(visitor.start({ sessionId, proof }))).toBe('notAllowed');
  });

  it('happens once: of two hosts at once, one is first', async () => {
    const stage = new RoomStage();
    const [one, other] = [await stage.visitor(), await stage.visitor()];
    const codes = await Promise.all([codeOf(one.start()), codeOf(other.start())]);
    expect([...codes].sort()).toEqual(['sessionRunning', undefined]);
  });

  it('[V-1] repeated on the next connection it gets the same answer and the place', async () => {
    const stage = new RoomStage();
    const host = await stage.visitor();
    const sessionId = newSessionId();
    const head = newHead(0);
    await host.start({ sessionId, head });
    await host.drop();
    const again = await stage.visitor(host.participant);
    await again.start({ sessionId, head });
    const guest = await stage.guest(1);
    expect(again.told('peerJoined').map(({ leaf }) => leaf)).toEqual([1]);
    expect(guest.told('peerJoined').map(({ leaf }) => leaf)).toEqual([0]);
    const stranger = await stage.visitor();
    expect(await codeOf(stranger.start({ sessionId, head }))).toBe('sessionRunning');
  });

  it('[V-1] by one who is gone when it is written leaves a session with nobody in it, which ends some day', async () => {
    const stage = new RoomStage();
    await stage.rooms.restart();
    const written = Promise.withResolvers<undefined>();
    const { store } = stage.rooms;
    const write = store.startSession.bind(store);
    vi.spyOn(store, 'startSession').mockImplementationOnce(async (session) => {
      await written.promise;
      return write(session);
    });
    const host = await stage.visitor();
    const started = codeOf(host.start());
    await settle();
    await host.drop();
    written.resolve(undefined);
    await started;
    const visitor = await stage.visitor();
    expect(visitor.entered?.session).toMatchObject({ members: 0 });
    await stage.time.pass(5 * 60 * 60_000);
    expect(visitor.told('sessionEnded')).toMatchObject([{ reason: 'expired' }]);
  });

  it('with a record that is not the next one is refused', async () => {
    const stage = new RoomStage();
    const visitor = await stage.visitor();
    const { meetingId, host } = stage.meeting;
    const sessionId = newSessionId();
    const start = startBy(host, { meetingId, sessionId, recordNumber: 1 });
    const record = { number: 1, record: random(9) };
    expect(await codeOf(visitor.start({ sessionId, start, record }))).toBe('versionConflict');
  });

  it('is told to everybody at the door', async () => {
    const stage = new RoomStage();
    const waiting = await stage.visitor();
    const host = await stage.host();
    expect(waiting.told('sessionOpened')).toEqual([{ sessionId: host.sessionId, recordNumber: 2 }]);
    expect(host.names()).not.toContain('sessionOpened');
  });
});

interface Held {
  readonly stage: RoomStage;
  readonly knockId: RequestId;
}

describe('knocks', () => {
  it('[D-2] go to the lowest leaf, after three seconds to the next, and to nobody else', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const second = await stage.guest(1);
    const third = await stage.guest(2);
    const visitor = await stage.visitor();
    await visitor.knock();
    expect([host, second, third].map((one) => one.told('knock').length)).toEqual([1, 0, 0]);
    await stage.time.pass(3_000);
    expect([host, second, third].map((one) => one.told('knock').length)).toEqual([1, 1, 0]);
    await second.drop();
    expect(third.told('knock')).toHaveLength(1);
  });

  it('a click is asked of everybody, and the first answer counts', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const visitor = await stage.visitor();
    const knockId = newRequestId();
    await visitor.knock(knockId);
    await host.end.ask('answerKnock', { knockId, answer: { kind: 'needsClick' } });
    expect(visitor.told('knockWaiting')).toEqual([{ knockId, for: 'asked' }]);
    expect(guest.told('knock').map(({ asked }) => asked)).toEqual(['all']);
    const answer = { kind: 'letter', sealedLetter: random(10) } as const;
    await guest.end.ask('answerKnock', { knockId, answer });
    expect(visitor.told('letter')).toEqual([{ knockId, sealedLetter: answer.sealedLetter }]);
    expect(host.told('knockGone')).toEqual([{ knockId }]);
    const late = host.end.ask('answerKnock', { knockId, answer: { kind: 'refused' } });
    expect(await codeOf(late)).toBe('knockUnknown');
  });

  it('[D-8] is held by whoever was asked, and taken off the screens of others by nobody else', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const visitor = await stage.visitor();
    const knockId = newRequestId();
    await visitor.knock(knockId);
    const answer = { kind: 'held', sealedHeld: random(10) } as const;
    const byGuest = () => codeOf(guest.end.ask('answerKnock', { knockId, answer }));
    expect(await byGuest()).toBe('knockUnknown');
    await host.end.ask('answerKnock', { knockId, answer: { kind: 'needsClick' } });
    expect(await byGuest()).toBe('knockUnknown');
    expect(visitor.told('knockHeld')).toEqual([]);
    expect(host.told('knockGone')).toEqual([]);
  });

  describe('[D-8] held by a member', () => {
    const held = { kind: 'held', sealedHeld: random(10) } as const;
    const asked = (one: RoomActor): string[] => one.told('knock').map((knock) => knock.asked);

    /** The host keeps the knock of the visitor; a guest is there, too. */
    async function stageHeld(): Promise<Record<'host' | 'guest' | 'visitor', RoomActor> & Held> {
      const stage = new RoomStage();
      const host = await stage.host();
      const guest = await stage.guest(1);
      const visitor = await stage.visitor();
      const knockId = newRequestId();
      await visitor.knock(knockId);
      await host.end.ask('answerKnock', { knockId, answer: held });
      return { stage, host, guest, visitor, knockId };
    }

    it('they are shown to the others, once, and to who comes later', async () => {
      const { stage, host, guest, knockId } = await stageHeld();
      await host.end.ask('answerKnock', { knockId, answer: held });
      const late = await stage.guest(2);
      expect([host, guest, late].map(asked)).toEqual([['doorkeeper'], ['keeper'], ['keeper']]);
    });

    it('they are gone for all with the answer, whoever gives it', async () => {
      const { stage, host, guest, visitor, knockId } = await stageHeld();
      const late = await stage.guest(2);
      await guest.end.ask('answerKnock', { knockId, answer: { kind: 'refused' } });
      expect(visitor.told('knockRefused')).toEqual([{ knockId }]);
      const gone = [host, guest, late].map((one) => one.told('knockGone'));
      expect(gone).toEqual([[{ knockId }], [], [{ knockId }]]);
    });

    it('they are gone for all when another took them over, and for who was too slow', async () => {
      const { stage, host, guest, knockId } = await stageHeld();
      const third = await stage.guest(2);
      await host.drop();
      await stage.time.pass(3_000);
      expect([guest, third].map(asked)).toEqual([
        ['keeper', 'doorkeeper'],
        ['keeper', 'doorkeeper'],
      ]);
      await third.end.ask('answerKnock', { knockId, answer: held });
      expect(asked(guest)).toEqual(['keeper', 'doorkeeper', 'keeper']);
      await third.end.ask('answerKnock', { knockId, answer: { kind: 'refused' } });
      expect(guest.told('knockGone')).toEqual([{ knockId }]);
    });
  });

  it('only members answer', async () => {
    const stage = new RoomStage();
    await stage.host();
    const [visitor, stranger] = [await stage.visitor(), await stage.visitor()];
    const knockId = newRequestId();
    await visitor.knock(knockId);
    const answer = { kind: 'letter', sealedLetter: random(10) } as const;
    expect(await codeOf(stranger.end.ask('answerKnock', { knockId, answer }))).toBe('notNow');
    expect(await codeOf(visitor.end.ask('answerKnock', { knockId, answer }))).toBe('notNow');
  });

  it('[V-1] repeated they are shown once and get the same answer', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const visitor = await stage.visitor();
    const knockId = newRequestId();
    await visitor.knock(knockId);
    await visitor.knock(knockId);
    expect(host.told('knock')).toHaveLength(1);
    const answer = { kind: 'letter', sealedLetter: random(10) } as const;
    await host.end.ask('answerKnock', { knockId, answer });
    await visitor.knock(knockId);
    expect(visitor.told('letter')).toHaveLength(2);
    expect(host.told('knock')).toHaveLength(1);
  });

  it("nobody takes over somebody else's knock", async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const [visitor, thief] = [await stage.visitor(), await stage.visitor()];
    const knockId = newRequestId();
    await visitor.knock(knockId);
    expect(await codeOf(thief.knock(knockId))).toBe('malformed');
    await thief.end.ask('withdrawKnock', { knockId });
    await host.end.ask('answerKnock', { knockId, answer: { kind: 'refused' } });
    expect(visitor.told('knockRefused')).toEqual([{ knockId }]);
  });

  it('[V-8] wait while there is nobody, and end with the connection', async () => {
    const stage = new RoomStage();
    const [early, gone] = [await stage.visitor(), await stage.visitor()];
    await early.knock();
    await gone.knock();
    await gone.drop();
    const host = await stage.host();
    expect(host.told('knock')).toHaveLength(1);
    await early.drop();
    expect(host.told('knockGone')).toHaveLength(1);
  });

  it('[V-8] when members keep silent they are asked again and again', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const visitor = await stage.visitor();
    await visitor.knock();
    await stage.time.pass(3_000);
    expect(visitor.told('knockWaiting').map((waiting) => waiting.for)).toEqual(['nobody']);
    await stage.time.pass(3_000);
    expect(host.told('knock')).toHaveLength(2);
  });
});

describe('members', () => {
  it('[V-4] hear of each other after the answer', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.visitor();
    await guest.join(1);
    expect(host.told('peerJoined')).toEqual([
      { peerId: guest.entered?.peerId, participantId: guest.participantId, leaf: 1 },
    ]);
    expect(guest.told('peerJoined')).toEqual([
      { peerId: host.entered?.peerId, participantId: host.participantId, leaf: 0 },
    ]);
    await guest.drop();
    expect(host.told('peerLeft')).toEqual([{ peerId: guest.entered?.peerId }]);
  });

  it('only they relay, to all or to one, and never to the door', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const [one, other] = [await stage.guest(1), await stage.guest(2)];
    const visitor = await stage.visitor();
    const sealed = random(5);
    await one.end.ask('relay', { to: null, sealed });
    await one.end.ask('relay', { to: other.end.peer.id, sealed });
    expect([host, one, other, visitor].map((each) => each.told('relayed').length)).toEqual([
      1, 0, 2, 0,
    ]);
    expect(await codeOf(visitor.end.ask('relay', { to: null, sealed }))).toBe('notNow');
    const toDoor = one.end.ask('relay', { to: visitor.end.peer.id, sealed });
    expect(await codeOf(toDoor)).toBe('unknownPeer');
  });

  it('[V-6] another connection of the same participant takes the place of the older one', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const again = await stage.visitor(guest.participant);
    const { leaf, epoch } = guest;
    const result = await again.end.ask('resume', { ...again.place, leaf, epoch });
    expect(result).toEqual({ kind: 'resumed', missed: [] });
    expect(guest.names().at(-1)).toBe('replaced');
    expect(guest.end.closed).toBe(true);
    expect(host.told('peerJoined').at(-1)?.peerId).toBe(again.entered?.peerId);
    expect(host.told('tidyRequest')).toEqual([]);
    await stage.time.pass(30_000);
    expect(host.told('tidyRequest')).toEqual([]);
  });

  it("who does not hold the key takes nobody's place", async () => {
    const stage = new RoomStage();
    await stage.host();
    const guest = await stage.guest(1);
    const thief = await stage.visitor();
    const { sessionId } = thief;
    const { meetingId } = stage.meeting;
    const { challenge } = thief.entered ?? { challenge: random(32) };
    const forged = proofOf(thief.participant, { challenge, meetingId, sessionId });
    const proof = { ...forged, participantKey: guest.participant.publicKey };
    const replayed = guest.proofFor(sessionId).proof;
    for (const stolen of [proof, replayed]) {
      const resume = thief.end.ask('resume', { sessionId, proof: stolen, leaf: 1, epoch: 1 });
      expect(await codeOf(resume)).toBe('notAllowed');
    }
    expect(guest.end.closed).toBe(false);
  });

  it('[V-7] a leaf without a connection is to be removed after five seconds, by one after the other', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const second = await stage.guest(1);
    const third = await stage.guest(2);
    await third.drop();
    await stage.time.pass(4_999);
    expect(host.told('tidyRequest')).toEqual([]);
    await stage.time.pass(1);
    expect(host.told('tidyRequest')).toEqual([{ leaves: [2] }]);
    await stage.time.pass(3_000);
    expect(second.told('tidyRequest')).toEqual([{ leaves: [2] }]);
    await second.commit({ removes: [2] });
    await stage.time.pass(60_000);
    expect([host, second].map((one) => one.told('tidyRequest').length)).toEqual([1, 1]);
  });

  it('[V-7] who leaves for good is removed at once, several with one commit', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guests = [await stage.guest(1), await stage.guest(2)];
    for (const guest of guests) await guest.end.ask('leave', {});
    await stage.time.pass(0);
    expect(host.told('tidyRequest').at(-1)?.leaves).toContain(1);
    await stage.time.pass(3_000);
    await stage.time.pass(15_000);
    expect(host.told('tidyRequest').at(-1)).toEqual({ leaves: [1, 2] });
  });

  it('[V-7] keys are renewed five minutes after the last commit, by one after the other', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    await stage.time.pass(5 * 60_000);
    expect(host.told('updateRequest')).toHaveLength(1);
    await host.commit();
    await stage.time.pass(5 * 60_000 - 1);
    expect(guest.told('updateRequest')).toHaveLength(0);
    await stage.time.pass(1);
    expect(guest.told('updateRequest')).toHaveLength(1);
  });

  it('[V-7] who comes back while a commit is written, and is gone before it is, is not there', async () => {
    const stage = new RoomStage();
    const written = Promise.withResolvers<undefined>();
    const { store } = stage.rooms;
    const journal = store.journal.bind(store);
    vi.spyOn(store, 'journal').mockImplementation((...of) => {
      const own = journal(...of);
      return {
        ...own,
        commitFinal: async (step) => {
          if (isHeld) await written.promise;
          return own.commitFinal(step);
        },
      };
    });
    let isHeld = false;
    const host = await stage.host();
    const guest = await stage.guest(1);
    await guest.drop();
    isHeld = true;
    const committed = host.commit();
    await settle();
    const back = await stage.visitor(guest.participant);
    const resumed = codeOf(back.end.ask('resume', { ...back.place, leaf: 1, epoch: guest.epoch }));
    await settle();
    await back.drop();
    written.resolve(undefined);
    await Promise.all([committed, resumed]);
    await stage.time.pass(10_000);
    expect(host.told('tidyRequest')).toEqual([{ leaves: [1] }]);
    expect(await codeOf(host.commit({ removes: [1] }))).toBeUndefined();
  });

  it('[V-9] one who cannot follow joins anew on the same connection', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const peerId = guest.entered?.peerId;
    await guest.knock();
    expect(host.told('knock')).toHaveLength(1);
    await guest.join(2, 'return', [1]);
    expect(host.told('peerLeft')).toEqual([{ peerId }]);
    expect(host.told('peerJoined').at(-1)).toMatchObject({ peerId, leaf: 2 });
  });

  it('an outdated letter takes nobody out of the group', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const outdated = { purpose: 'return', recordNumber: 1, certificate: null } as const;
    const ticket = { ...guest.place, ...outdated };
    expect(await codeOf(guest.end.ask('takeTicket', ticket))).toBe('letterOutdated');
    expect(host.told('peerLeft')).toEqual([]);
    await guest.end.ask('relay', { to: null, sealed: random(3) });
    expect(host.told('relayed')).toHaveLength(1);
  });

  it('[5.6] a kicked member is out with the final word, media included, and may knock', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    await guest.end.ask('openMedia', {});
    expect(stage.rooms.sfu.peers).toBe(1);
    await host.end.ask('takeTicket', {
      ...host.place,
      purpose: 'kick',
      recordNumber: 2,
      certificate: null,
    });
    await host.commit({ removes: [1], record: host.nextRecord() });
    expect(stage.rooms.sfu.peers).toBe(0);
    expect(await codeOf(guest.end.ask('relay', { to: null, sealed: random(3) }))).toBe('notNow');
    await guest.knock();
    expect(host.told('knock')).toHaveLength(1);
    await stage.time.pass(60_000);
    expect(host.told('tidyRequest')).toEqual([]);
  });
});

describe('[K-1] the record that everybody goes by', () => {
  it.each([
    ['bytes', () => ({ number: 3, record: random(300) })],
    [
      'one of a key that leads nothing',
      (guest: RoomActor) => guest.stage.nextRecord({ author: guest.participant }),
    ],
    [
      "one of the host's key, which somebody may have seen before",
      (guest: RoomActor) => guest.stage.nextRecord(),
    ],
    ['one of a deputy who is not the author', (guest: RoomActor) => guest.nextRecord(newSigner())],
    [
      'one of a deputy of another session',
      (guest: RoomActor) => guest.nextRecord(guest.participant, newSessionId()),
    ],
    [
      'one that continues another record',
      (guest: RoomActor) => ({ ...guest.forkedRecord(), number: 3 }),
    ],
    ['one under another number', (guest: RoomActor) => ({ ...guest.nextRecord(), number: 4 })],
    ['one of another meeting', () => ({ ...new RoomStage().nextRecord(), number: 3 })],
  ])('is not %s by a member, and nobody is shown it', async (_what, make) => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const before = stage.rooms.meeting(stage.meeting.meetingId).record;
    const record = make(guest);
    const shown = host.told('commit').length;
    expect(await codeOf(guest.commit({ record }))).toBe('notAllowed');
    await guest.end.ask('takeTicket', {
      ...guest.place,
      purpose: 'kick',
      recordNumber: 2,
      certificate: null,
    });
    expect(await codeOf(guest.commit({ removes: [0], record }))).toBe('notAllowed');
    expect(host.told('commit')).toHaveLength(shown);
    expect(stage.rooms.meeting(stage.meeting.meetingId).record).toEqual(before);
    expect(host.told('sessionEnded')).toEqual([]);
  });

  it('comes from whom the host certified, for this session or the meeting', async () => {
    for (const lasting of [true, false]) {
      const stage = new RoomStage();
      const host = await stage.host();
      const deputy = await stage.guest(1);
      const record = deputy.nextRecord(deputy.participant, lasting ? undefined : host.sessionId);
      const openKeys = random(60);
      await deputy.commit({ record, openKeys });
      const stored = stage.rooms.meeting(stage.meeting.meetingId);
      expect({ record: stored.record, openKeys: stored.openKeys }).toEqual({ record, openKeys });
    }
  });

  it('[V-1] a kick that is sent twice gets the same answer', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    await stage.guest(1);
    await host.end.ask('takeTicket', {
      ...host.place,
      purpose: 'kick',
      recordNumber: 2,
      certificate: null,
    });
    const change = { commitId: newRequestId(), removes: [1], record: host.nextRecord() };
    await host.commit(change);
    expect(host.epoch).toBe(2);
    await host.commit({ ...change, epoch: 1 });
    expect(host.epoch).toBe(2);
  });

  it('[V-10] open keys come with it or not at all', async () => {
    const stage = new RoomStage({ open: true });
    const visitor = await stage.visitor();
    const bare = { start: null, record: null };
    expect(await codeOf(visitor.start({ ...bare, openKeys: random(60) }))).toBe('malformed');
    await visitor.start(bare);
    expect(await codeOf(visitor.commit({ openKeys: random(60) }))).toBe('notAllowed');
    expect(stage.rooms.meeting(stage.meeting.meetingId).openKeys).toBeNull();
  });

  it('a start brings one by who starts', async () => {
    const stage = new RoomStage();
    const visitor = await stage.visitor();
    for (const record of [
      { number: 2, record: random(300) },
      stage.nextRecord({ author: newSigner() }),
      visitor.nextRecord(visitor.participant, undefined),
    ]) {
      expect(await codeOf(visitor.start({ record, openKeys: random(60) }))).toBe('notAllowed');
    }
    expect(stage.rooms.meeting(stage.meeting.meetingId)).toMatchObject({
      record: { number: 1 },
      openKeys: null,
      session: undefined,
    });
  });
});

describe('the end', () => {
  it('[4.3] comes by order of the host, once, and is told to everybody', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const visitor = await stage.visitor();
    const { sessionId } = host;
    const { meetingId, host: hostKey } = stage.meeting;
    const order = endBy(hostKey, { meetingId, sessionId });
    await guest.end.ask('endSession', { sessionId, order });
    await host.end.ask('endSession', { sessionId, order });
    for (const one of [host, guest, visitor]) {
      expect(one.told('sessionEnded')).toEqual([{ sessionId, reason: 'ended' }]);
    }
    expect(
      await codeOf(
        guest.end.ask('takeTicket', {
          ...guest.proofFor(sessionId),
          purpose: 'join',
          recordNumber: 2,
          certificate: null,
        }),
      ),
    ).toBe('meetingEnded');
    await visitor.start();
    expect(visitor.sessionId).not.toBe(sessionId);
  });

  it('[4.3] ordered by two in the same moment comes once, and neither is cut off', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const { sessionId } = host;
    const order = endBy(stage.meeting.host, { meetingId: stage.meeting.meetingId, sessionId });
    const both = [host, guest].map((one) =>
      codeOf(one.end.ask('endSession', { sessionId, order })),
    );
    expect(await Promise.all(both)).toEqual([undefined, undefined]);
    expect(guest.told('sessionEnded')).toEqual([{ sessionId, reason: 'ended' }]);
  });

  it.each([
    ['a stranger', () => newSigner(), {}],
    ['the host for another session', undefined, { sessionId: newSessionId() }],
    ['the host for another meeting', undefined, { meetingId: draftMeeting().meetingId }],
  ])('is not ordered by %s', async (_who, signer, change) => {
    const stage = new RoomStage();
    const host = await stage.host();
    const { sessionId } = host;
    const place = { meetingId: stage.meeting.meetingId, sessionId, ...change };
    const order = endBy(signer?.() ?? stage.meeting.host, place);
    expect(await codeOf(host.end.ask('endSession', { sessionId, order }))).toBe('notAllowed');
    expect(await codeOf(host.end.ask('endSession', { sessionId, order: random(40) }))).toBe(
      'notAllowed',
    );
  });

  it('[K-4] a deputy of this session may order it', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const { sessionId } = host;
    const { meetingId, host: hostKey } = stage.meeting;
    const deputy = newSigner();
    const unsigned = { role: 'deputy', sessionId, participantKey: deputy.publicKey } as const;
    const signature = hostKey.sign(roleCertificateBytes(meetingId, unsigned));
    const order = encodeSessionEnd({
      authorKey: deputy.publicKey,
      certificate: { ...unsigned, signature },
      signature: deputy.sign(sessionEndBytes(meetingId, sessionId)),
    });
    await host.end.ask('endSession', { sessionId, order });
    expect(host.told('sessionEnded')).toHaveLength(1);
  });

  it('comes by itself when nobody has been there for four hours', async () => {
    const stage = new RoomStage();
    await stage.rooms.restart();
    const host = await stage.host();
    const { sessionId } = host;
    await host.drop();
    const visitor = await stage.visitor();
    await stage.time.pass(3 * 60 * 60_000);
    expect(visitor.told('sessionEnded')).toEqual([]);
    await stage.time.pass(62 * 60_000);
    expect(visitor.told('sessionEnded')).toEqual([{ sessionId, reason: 'expired' }]);
  });

  it('a deleted meeting is over at once, for everybody', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const visitor = await stage.visitor();
    stage.rooms.registry.deleted(stage.meeting.meetingId);
    await settle();
    for (const one of [host, visitor]) {
      expect(one.told('sessionEnded')).toMatchObject([{ reason: 'deleted' }]);
      expect(one.end.closed).toBe(true);
    }
  });

  it('with other links, who came by an old one does not knock any more', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const visitor = await stage.visitor();
    const knockId = newRequestId();
    await visitor.knock(knockId);
    const { meetingId, request } = stage.meeting;
    const links = request.links.map((link) => ({
      ...link,
      version: 2,
      proofHash: toBase64Url(random(32)),
    }));
    stage.rooms.store.replaceLinks(meetingId, {
      open: false,
      openKeys: null,
      links,
      asksConsent: false,
    });
    stage.rooms.registry.linksReplaced(meetingId);
    await settle();
    expect(visitor.told('knockRefused')).toEqual([{ knockId }]);
    expect(host.told('knockGone')).toEqual([{ knockId }]);
    expect(await codeOf(visitor.knock())).toBe('linkUnknown');
  });
});

describe('[T05] a server that was killed', () => {
  it('has members resume with epoch and leaf, and gives those who come late their time', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const late = await stage.guest(2);
    await host.commit();
    await stage.rooms.restart();
    const back = await stage.visitor(guest.participant);
    expect(back.entered?.session).toMatchObject({ sessionId: host.sessionId, members: 0 });
    const place = { leaf: 1, epoch: guest.epoch - 1 };
    const result = await back.end.ask('resume', { ...back.place, ...place });
    expect(result.kind === 'resumed' && result.missed.map(({ epoch }) => epoch)).toEqual([2]);
    await stage.time.pass(19_000);
    expect(back.told('tidyRequest')).toEqual([]);
    const hostBack = await stage.visitor(host.participant);
    await hostBack.end.ask('resume', { ...hostBack.place, leaf: 0, epoch: host.epoch });
    await stage.time.pass(1_000);
    expect(hostBack.told('tidyRequest')).toEqual([{ leaves: [late.leaf] }]);
  });

  it('forgets no final commit and repeats its answer', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const params = {
      commitId: newRequestId(),
      sessionId: host.sessionId,
      epoch: 0,
      commit: random(10),
      head: newHead(1),
      leaf: 0,
      removes: [],
      record: null,
      openKeys: null,
    };
    await host.end.ask('commit', params);
    await stage.rooms.restart();
    const back = await stage.visitor(host.participant);
    const resumed = await back.end.ask('resume', { ...back.place, leaf: 0, epoch: 0 });
    expect(resumed).toMatchObject({ kind: 'resumed', missed: [{ commitId: params.commitId }] });
    expect(await back.end.ask('commit', params)).toEqual({ epoch: 1 });
    expect(stage.rooms.store.peekSession(stage.meeting.meetingId)?.commits).toHaveLength(1);
  });
});

describe('[V-8] knocking', () => {
  const refusal = { kind: 'refused' } as const;

  it('is answered once in two seconds for one connection; a repeat of the same knock is none', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const [visitor, other] = [await stage.visitor(), await stage.visitor()];
    const knockId = newRequestId();
    await visitor.knock(knockId);
    await visitor.knock(knockId);
    expect(await codeOf(visitor.knock())).toBe('tooMany');
    await other.knock();
    await stage.time.pass(2_000);
    await visitor.knock();
    expect(host.told('knock')).toHaveLength(3);
  });

  it('again after an answer asks another member, and in the end the first once more', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const visitor = await stage.visitor();
    for (const asked of [host, guest, host]) {
      const knockId = newRequestId();
      await visitor.knock(knockId);
      const mine = asked.told('knock').at(-1);
      expect(mine?.knockId).toBe(knockId);
      await asked.end.ask('answerKnock', { knockId, answer: refusal });
      await stage.time.pass(2_000);
    }
  });
});

describe('[V-14] a ticket', () => {
  const refused = async (visitor: RoomActor): Promise<string | undefined> =>
    codeOf(visitor.takeTicket({ certificate: null }));

  it('is not given to whoever only has a link', async () => {
    const stage = new RoomStage();
    await stage.host();
    const visitor = await stage.visitor();
    expect(await refused(visitor)).toBe('notAllowed');
    await settle();
    expect(visitor.told('ticket')).toEqual([]);
  });

  it('is given to whose knock was answered by a letter, until the next record', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    const visitor = await stage.visitor();
    const knockId = newRequestId();
    await visitor.knock(knockId);
    expect(await refused(visitor)).toBe('notAllowed');
    await visitor.knock(knockId);
    const answer = { kind: 'letter', sealedLetter: random(40) } as const;
    await host.end.ask('answerKnock', { knockId, answer });
    expect(await refused(visitor)).toBeUndefined();
    await host.end.ask('takeTicket', {
      ...host.place,
      purpose: 'kick',
      recordNumber: 2,
      certificate: null,
    });
    await host.commit({ removes: [guest.leaf], record: host.nextRecord() });
    expect(await refused(visitor)).toBe('notAllowed');
  });

  it('is not given to whose knock was refused', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const visitor = await stage.visitor();
    const knockId = newRequestId();
    await visitor.knock(knockId);
    await host.end.ask('answerKnock', { knockId, answer: { kind: 'refused' } });
    expect(await refused(visitor)).toBe('notAllowed');
  });

  it('is given to whoever had a leaf since the newest record, and needs a letter after the next', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const [tidied, kicked] = [await stage.guest(1), await stage.guest(2)];
    await tidied.drop();
    await kicked.drop();
    await host.commit({ removes: [1] });
    const back = await stage.visitor(tidied.participant);
    expect(await refused(back)).toBeUndefined();
    await back.drop();
    await host.end.ask('takeTicket', {
      ...host.place,
      purpose: 'kick',
      recordNumber: 2,
      certificate: null,
    });
    await host.commit({ removes: [2], record: host.nextRecord() });
    expect(await refused(await stage.visitor(kicked.participant))).toBe('notAllowed');
    expect(await refused(await stage.visitor(tidied.participant))).toBe('notAllowed');
  });

  it('is given to everybody while the door is open', async () => {
    const stage = new RoomStage({ open: true });
    const visitor = await stage.visitor();
    await visitor.start({ start: null, record: null });
    expect(await refused(await stage.visitor())).toBeUndefined();
  });

  it('is given to whom the host certified, for this session or the meeting', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const { meetingId, host: hostKey } = stage.meeting;
    for (const [sessionId, author, code] of [
      [host.sessionId, hostKey, undefined],
      [undefined, hostKey, undefined],
      [newSessionId(), hostKey, 'notAllowed'],
      [host.sessionId, newSigner(), 'notAllowed'],
    ] as const) {
      const visitor = await stage.visitor();
      const role = certified(author, visitor.participant, { meetingId, sessionId });
      const certificate = encodeRoleCertificate(role);
      expect(await codeOf(visitor.takeTicket({ certificate }))).toBe(code);
      const another = await stage.visitor();
      expect(await codeOf(another.takeTicket({ certificate }))).toBe('notAllowed');
    }
  });
});

describe('media', () => {
  const rtpCapabilities = {};

  it('is prepared by members and by whoever has the turn to join, and by nobody else', async () => {
    const stage = new RoomStage();
    await stage.host();
    const [first, second] = [await stage.visitor(), await stage.visitor()];
    await first.takeTicket();
    await second.takeTicket();
    await first.end.ask('openMedia', {});
    expect(await codeOf(second.end.ask('openMedia', {}))).toBe('notNow');
    expect(stage.rooms.sfu.peers).toBe(1);
  });

  it("[V-13] is members' only: who has the turn neither hears who is here nor consumes", async () => {
    const stage = new RoomStage();
    await stage.host();
    const visitor = await stage.visitor();
    await visitor.takeTicket();
    await visitor.end.ask('openMedia', {});
    expect(await codeOf(visitor.end.ask('joinMedia', { rtpCapabilities }))).toBe('notNow');
    expect(await codeOf(visitor.end.ask('consume', { producerId: 'p' }))).toBe('notNow');
    const fingerprints = [{ algorithm: 'sha-256' as const, value: 'AA' }];
    const connect = { transportId: 'send', dtlsParameters: { fingerprints } };
    expect(await codeOf(visitor.end.ask('connectTransport', connect))).not.toBe('notNow');
    await visitor.commit({ leaf: 1, epoch: 0 });
    const { peers } = await visitor.end.ask('joinMedia', { rtpCapabilities });
    expect(peers.map(({ leaf }) => leaf)).toEqual([0]);
  });

  it('[V-13] that was prepared ends with the lease', async () => {
    const stage = new RoomStage();
    await stage.host();
    const visitor = await stage.visitor();
    await visitor.takeTicket();
    await visitor.end.ask('openMedia', {});
    await stage.time.pass(5_000);
    expect(stage.rooms.sfu.peers).toBe(0);
  });

  it('[V-13] that was prepared ends when the ticket is given back', async () => {
    const stage = new RoomStage();
    await stage.host();
    const visitor = await stage.visitor();
    await visitor.takeTicket();
    await visitor.end.ask('openMedia', {});
    await visitor.end.ask('reportHead', { epoch: 0 });
    expect(stage.rooms.sfu.peers).toBe(0);
  });

  it('[V-13] that was prepared ends when the commit is void', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    host.applies = false;
    const visitor = await stage.visitor();
    await visitor.takeTicket();
    await visitor.end.ask('openMedia', {});
    const joining = codeOf(visitor.commit({ leaf: 1, epoch: 0 }));
    await stage.time.pass(3_000);
    expect(await joining).toBe('commitRefused');
    expect(stage.rooms.sfu.peers).toBe(0);
  });

  it('[V-13] that was prepared is kept where the join became final', async () => {
    const stage = new RoomStage();
    await stage.host();
    const visitor = await stage.visitor();
    await visitor.takeTicket();
    await visitor.end.ask('openMedia', {});
    await visitor.commit({ leaf: 1, epoch: 0 });
    expect(stage.rooms.sfu.peers).toBe(1);
  });

  it('of a member who only prepared it is not produced before the final word', async () => {
    const stage = new RoomStage();
    await stage.host();
    const visitor = await stage.visitor();
    await visitor.takeTicket();
    await visitor.end.ask('openMedia', {});
    const rtpParameters = {
      codecs: [{ mimeType: 'audio/opus', payloadType: 1, clockRate: 48_000 }],
    };
    const produce = { kind: 'audio', source: 'microphone', paused: false, rtpParameters } as const;
    expect(await codeOf(visitor.end.ask('produce', produce))).toBe('notNow');
  });

  it('that is lost is said to every member of the room, who opens it again', async () => {
    const stage = new RoomStage();
    const host = await stage.host();
    const guest = await stage.guest(1);
    await host.end.ask('openMedia', {});
    const [room] = stage.rooms.sfu.rooms;
    room?.lost();
    expect([host, guest].map((one) => one.told('mediaLost').length)).toEqual([1, 1]);
    const pause = host.end.ask('pauseProducer', { producerId: 'p' });
    expect(await codeOf(pause)).toBe('notFound');
    expect(await codeOf(host.end.ask('joinMedia', { rtpCapabilities: {} }))).toBe('mediaLost');
    await host.end.ask('openMedia', {});
    expect(stage.rooms.sfu.peers).toBe(1);
  });
});
