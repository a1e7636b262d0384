import { describe, expect, it } from 'vitest';
import { concat } from '@conclave/shared/bytes';
import { MAX_AUTHORED_BYTES } from '@conclave/shared/limits';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { DocumentWriter, notesOf, place } from '../../../tests/support/DocumentWriter.ts';
import { settle } from '../../../tests/support/ManualTime.ts';
import { codeOf, RoomStage, type RoomActor } from '../../../tests/support/roomActors.ts';
import { newSigner, random } from '../../../tests/support/signers.ts';
import { draftMeeting } from '../../../tests/support/testMeeting.ts';

const BOARD = place('board');

interface Scribe {
  readonly actor: RoomActor;
  readonly writer: DocumentWriter;
}

/** Opens the documents with an author of its own. */
async function scribe(actor: RoomActor): Promise<Scribe> {
  const { recordNumber } = await actor.end.ask('openDocuments', {});
  const { meetingId } = actor.stage.meeting;
  const { participant } = actor;
  const writer = new DocumentWriter({ meetingId, participant, recordNumber });
  await actor.end.ask('registerAuthor', { certificate: writer.certificate });
  return { actor, writer };
}

/** A room with a host and a guest who have opened the documents. */
async function gathering(): Promise<{ stage: RoomStage; host: Scribe; guest: Scribe }> {
  const stage = new RoomStage();
  const host = await scribe(await stage.host());
  const guest = await scribe(await stage.guest(1));
  return { stage, host, guest };
}

const append = ({ actor }: Scribe, entry: Uint8Array<ArrayBuffer>) =>
  actor.end.ask('appendEntry', { entry });

const write = (by: Scribe, at: DocumentPlace = BOARD) => append(by, by.writer.next(at));

const refusal = (by: Scribe, entry: Uint8Array<ArrayBuffer>) => codeOf(append(by, entry));

describe('[V-20] documents are members’ alone', () => {
  it('at the door nothing is answered', async () => {
    const { stage } = await gathering();
    const visitor = await stage.visitor();
    const { meetingId } = stage.meeting;
    const { participant } = visitor;
    const writer = new DocumentWriter({ meetingId, participant, recordNumber: 2 });
    const { certificate } = writer;
    const asked = [
      visitor.end.ask('openDocuments', {}),
      visitor.end.ask('registerAuthor', { certificate }),
      visitor.end.ask('appendEntry', { entry: writer.next(BOARD) }),
      visitor.end.ask('signalDocument', { place: BOARD, sealed: random(30) }),
    ];
    expect(await Promise.all(asked.map(codeOf))).toEqual(Array(4).fill('notNow'));
  });

  it('whoever was kicked writes nothing, hears nothing, and has a token for nothing', async () => {
    const { stage, host, guest } = await gathering();
    const { meetingId } = stage.meeting;
    const opened = await guest.actor.end.ask('openDocuments', {});
    const token = Buffer.from(opened.token).toString('base64url');
    expect(stage.rooms.documents.tokens.holder(token)?.meetingId).toBe(meetingId);
    const record = host.actor.nextRecord();
    await host.actor.takeTicket({ purpose: 'kick' });
    await settle();
    await host.actor.commit({ removes: [1], record });
    expect(await refusal(guest, guest.writer.next(BOARD))).toBe('notNow');
    expect(stage.rooms.documents.tokens.holder(token)).toBeUndefined();
    host.writer.recordNumber = record.number;
    await write(host);
    expect(guest.actor.told('documentEntry')).toEqual([]);
  });

  it('a token dies with its connection, and nobody else has it', async () => {
    const { stage, guest } = await gathering();
    const { tokens } = stage.rooms.documents;
    const opened = await guest.actor.end.ask('openDocuments', {});
    const again = await guest.actor.end.ask('openDocuments', {});
    expect(again.token).toEqual(opened.token);
    const token = Buffer.from(opened.token).toString('base64url');
    expect(tokens.holder(token)?.participantId).toBe(guest.actor.participantId);
    expect(tokens.holder(Buffer.from(random(32)).toString('base64url'))).toBeUndefined();
    guest.actor.end.gone();
    expect(tokens.holder(token)).toBeUndefined();
  });
});

describe('[A-1, A-2] authors', () => {
  it('are certified by the participant who hands them in, for this meeting', async () => {
    const { guest, host } = await gathering();
    const { meetingId } = guest.writer;
    const register = (certificate: Uint8Array<ArrayBuffer>) =>
      codeOf(guest.actor.end.ask('registerAuthor', { certificate }));
    const fresh = () => new DocumentWriter({ meetingId, participant: guest.actor.participant });
    const elsewhere = new DocumentWriter({
      meetingId: draftMeeting().meetingId,
      participant: guest.actor.participant,
    });
    expect(await register(fresh().certificate)).toBeUndefined();
    expect(await register(elsewhere.certificate)).toBe('notAllowed');
    expect(await register(fresh().certificateOf(7, host.actor.participant))).toBe('notAllowed');
    const broken = fresh().certificate;
    broken.set([1], 60);
    expect(await register(broken)).toBe('notAllowed');
    expect(await register(random(149))).toBe('malformed');
    expect(await register(concat(fresh().certificate, random(1)))).toBe('malformed');
  });

  it('are one participant’s with one client id for good', async () => {
    const { guest, host } = await gathering();
    const register = (by: Scribe, certificate: Uint8Array<ArrayBuffer>) =>
      codeOf(by.actor.end.ask('registerAuthor', { certificate }));
    const { writer } = guest;
    expect(await register(guest, writer.certificate)).toBeUndefined();
    expect(await register(guest, writer.certificateOf(99))).toBe('notAllowed');
    const stolen = writer.certificateOf(1234, host.actor.participant);
    expect(await register(host, stolen)).toBe('notAllowed');
  });

  it('[A-3] have a client id that no other participant’s author has, however close they race', async () => {
    const { stage, host, guest } = await gathering();
    const other = await scribe(await stage.guest(2));
    const { meetingId } = guest.writer;
    const register = ({ actor }: Scribe, clientId: number) => {
      const fresh = new DocumentWriter({ meetingId, participant: actor.participant });
      const certificate = fresh.certificateOf(clientId);
      return codeOf(actor.end.ask('registerAuthor', { certificate }));
    };
    expect(await register(guest, 77)).toBeUndefined();
    expect(await register(host, 77)).toBe('notAllowed');
    expect(await register(guest, 77)).toBeUndefined();
    const raced = await Promise.all([register(host, 78), register(other, 78)]);
    expect(raced.filter((code) => code === 'notAllowed')).toHaveLength(1);
  });

  it('are shown to the others when they are made, or with their first entry', async () => {
    const { stage, host, guest } = await gathering();
    const { certificate } = guest.writer;
    expect(host.actor.told('documentAuthor')).toEqual([{ certificate }]);
    const late = await scribe(await stage.guest(2));
    await write(guest);
    await write(guest);
    expect(late.actor.told('documentAuthor')).toEqual([{ certificate }]);
    const names = late.actor.names().filter((name) => name.startsWith('document'));
    expect(names).toEqual(['documentAuthor', 'documentEntry', 'documentEntry']);
    expect(host.actor.told('documentAuthor')).toHaveLength(2);
    expect(guest.actor.told('documentAuthor')).toEqual([{ certificate: late.writer.certificate }]);
  });
});

describe('[E-1] an entry', () => {
  it.each([
    ['of another meeting', { meetingId: draftMeeting().meetingId }, 'notAllowed'],
    [
      'of an author nobody certified',
      {
        authorId: new DocumentWriter({
          meetingId: draftMeeting().meetingId,
          participant: newSigner(),
        }).authorId,
      },
      'notAllowed',
    ],
    ['signed by another key', { by: newSigner() }, 'notAllowed'],
    ['with a number left out', { sequence: 2 }, 'notNow'],
    ['with number 0', { sequence: 0 }, 'entryConflict'],
    ['on another chain', { previousHash: random(32) }, 'entryConflict'],
    ['under the record before', { recordNumber: 1 }, 'recordOutdated'],
    ['under a record that does not exist', { recordNumber: 3 }, 'recordOutdated'],
    ['of a generation that is not', { generation: 2 }, 'notNow'],
    ['of no generation', { generation: 0 }, 'generationOver'],
  ])('%s is refused, and leaves nothing behind', async (_what, change, code) => {
    const { guest } = await gathering();
    expect(await refusal(guest, guest.writer.entry(BOARD, change))).toBe(code);
    expect(await write(guest)).toMatchObject({ position: 1 });
  });

  it('[A-2] by somebody else’s author is refused, whoever signed it', async () => {
    const { host, guest } = await gathering();
    expect(await refusal(guest, host.writer.entry(BOARD))).toBe('notAllowed');
    expect(await write(host)).toMatchObject({ position: 1 });
  });

  it('that is none, too short, or not sealed is malformed', async () => {
    const { guest } = await gathering();
    const whole = guest.writer.entry(BOARD);
    for (const bytes of [random(300), whole.slice(0, -1), concat(whole, random(1))]) {
      expect(await refusal(guest, bytes)).toBe('malformed');
    }
  });

  it('repeated byte for byte gets the same answer, on its way and afterwards', async () => {
    const { stage, host, guest } = await gathering();
    const entry = guest.writer.next(BOARD);
    const both = await Promise.all([append(guest, entry), append(guest, entry)]);
    expect(both[1]).toEqual(both[0]);
    await write(host);
    stage.time.advance(5_000);
    expect(await append(guest, entry)).toEqual(both[0]);
    expect(host.actor.told('documentEntry')).toHaveLength(1);
    const afterRestart = await write(guest);
    expect(afterRestart.position).toBe(3);
  });

  it('repeated after later ones, or under a newer record, still gets its old place', async () => {
    const { host, guest } = await gathering();
    const first = guest.writer.next(BOARD);
    const { position } = await append(guest, first);
    await write(guest);
    const record = host.actor.nextRecord();
    await host.actor.commit({ record });
    expect((await append(guest, first)).position).toBe(position);
    expect(await refusal(guest, guest.writer.next(BOARD))).toBe('recordOutdated');
  });

  it('of other content under a number that is taken is a conflict', async () => {
    const { guest } = await gathering();
    const other = guest.writer.entry(BOARD);
    await write(guest);
    expect(await refusal(guest, other)).toBe('entryConflict');
  });

  it('[E-4] under the old record is refused from the moment the new one is final', async () => {
    const { host, guest } = await gathering();
    await write(guest);
    const record = host.actor.nextRecord();
    await host.actor.commit({ record });
    expect(await refusal(guest, guest.writer.entry(BOARD))).toBe('recordOutdated');
    guest.writer.recordNumber = record.number;
    expect(await write(guest)).toMatchObject({ position: 2 });
  });

  it('[D-11] sent one behind the other without waiting keeps its order', async () => {
    const { host, guest } = await gathering();
    const asked = Array.from({ length: 50 }, () => write(guest));
    const positions = (await Promise.all(asked)).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, at) => at + 1));
    const told = host.actor.told('documentEntry').map(({ position }) => position);
    expect(told).toEqual(positions);
  });
});

describe('[V-20] notes', () => {
  it('are taken from and shown to nobody but their owner', async () => {
    const { stage, host, guest } = await gathering();
    const own = notesOf(guest.actor.participantId);
    expect(await write(guest, own)).toMatchObject({ position: 1 });
    expect(host.actor.told('documentEntry')).toEqual([]);
    const kinds = async ({ actor }: Scribe) =>
      (await actor.end.ask('openDocuments', {})).documents.map(({ place: { kind } }) => kind);
    expect(await kinds(guest)).toEqual(['notes']);
    expect(await kinds(host)).toEqual([]);
    expect(await refusal(host, host.writer.entry(own))).toBe('notAllowed');
    const signal = { place: own, sealed: random(30) };
    expect(await codeOf(host.actor.end.ask('signalDocument', signal))).toBe('notAllowed');
    await guest.actor.end.ask('signalDocument', signal);
    expect(host.actor.told('documentSignal')).toEqual([]);
    expect(stage.rooms.faults).toEqual([]);
  });

  it('[E-3] are under no record', async () => {
    const { guest } = await gathering();
    const own = notesOf(guest.actor.participantId);
    const entry = guest.writer.entry(own, { recordNumber: 2 });
    expect(await refusal(guest, entry)).toBe('malformed');
  });
});

describe('[V-22] signals', () => {
  it('go to the others who have opened the documents, and are not kept', async () => {
    const { stage, host, guest } = await gathering();
    const closed = await stage.guest(2);
    const signal = { place: BOARD, sealed: random(30) };
    await guest.actor.end.ask('signalDocument', signal);
    const from = guest.actor.end.peer.id;
    expect(host.actor.told('documentSignal')).toEqual([{ from, ...signal }]);
    expect(guest.actor.told('documentSignal')).toEqual([]);
    expect(closed.told('documentSignal')).toEqual([]);
    expect((await closed.end.ask('openDocuments', {})).documents).toEqual([]);
  });
});

describe('[V-23] quotas', () => {
  it('of a participant hold over all documents, and are not spent on what was refused', async () => {
    const { stage, guest, host } = await gathering();
    const { meetingId } = stage.meeting;
    const chat = await stage.rooms.logs.create(meetingId, place('chat'));
    const { authorId, participantId } = guest.writer;
    const entry = new Uint8Array(MAX_AUTHORED_BYTES - 1_000);
    const link = { sequence: 1, position: 1, at: 0, hash: random(32) };
    await stage.rooms.logs.append(chat, [{ ...link, authorId, participantId, entry }]);
    expect(await refusal(guest, guest.writer.entry(BOARD, { content: random(900) }))).toBe(
      'quotaExceeded',
    );
    const forged = guest.writer.entry(BOARD, { content: random(500), by: newSigner() });
    expect(await refusal(guest, forged)).toBe('notAllowed');
    const fits = guest.writer.next(BOARD, random(500));
    expect(await append(guest, fits)).toMatchObject({ position: 1 });
    expect(await write(host)).toMatchObject({ position: 2 });
    expect(await refusal(guest, guest.writer.next(BOARD, random(300)))).toBe('quotaExceeded');
  });

  it('of bytes at once keep one member from flooding the others', async () => {
    const { stage, guest, host } = await gathering();
    const big = () => guest.writer.next(BOARD, random(60_000));
    const codes: (string | undefined)[] = [];
    for (let at = 0; at < 75; at++) codes.push(await refusal(guest, big()));
    expect(codes.filter((code) => code === undefined).length).toBeGreaterThan(60);
    expect(codes).toContain('tooMany');
    expect(await write(host)).toBeDefined();
    stage.time.advance(2_000);
    const at = codes.indexOf('tooMany');
    expect(codes.slice(0, at)).toEqual(Array(at).fill(undefined));
  });
});

describe('what the server keeps when it restarts', () => {
  it('[E-1] is what a repetition is recognised by, and what goes on', async () => {
    const { stage, guest } = await gathering();
    const first = guest.writer.next(BOARD);
    const { position } = await append(guest, first);
    await stage.rooms.restart();
    const back = await stage.visitor(guest.actor.participant);
    const result = await back.end.ask('resume', { ...back.place, leaf: 1, epoch: 1 });
    expect(result.kind).toBe('resumed');
    const again = { actor: back, writer: guest.writer };
    expect(await append(again, first)).toMatchObject({ position });
    expect(await write(again)).toMatchObject({ position: position + 1 });
  });
});
