import { expect, it } from 'vitest';
import type { MeetingId } from '../../shared/src/ids.ts';
import { deletionHash, generationHash } from '../../server/src/meetings/deletionHash.ts';
import { replayLedger } from '../../server/src/ops/backup/ledger.ts';
import type { BlobPlace } from '../../server/src/files/Blobs.ts';
import { DocumentStore } from '../../server/src/store/DocumentStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { describeDatabases } from '../support/databases.ts';
import { DocumentWriter, place } from '../support/DocumentWriter.ts';
import { ManualTime } from '../support/ManualTime.ts';
import { PEPPER, RetentionWorld } from '../support/retentionWorld.ts';
import { newSigner, random } from '../support/signers.ts';

describeDatabases('the ledger of deletions', (open) => {
  it('[R33, R87] [T30] deletes files, accounts and companies again, and nothing beside them', async () => {
    const time = new ManualTime();
    const database = await open(time);
    const world = new RetentionWorld({ database, time });
    const [one, two, three] = [
      await world.organizer(),
      await world.organizer(),
      await world.organizer(),
    ];
    const [kept, lost] = [await world.meeting(one.accountId), await world.meeting(one.accountId)];
    await world.meeting(two.accountId);
    await world.meeting(three.accountId);
    const places: BlobPlace[] = [];
    for await (const place of world.blobs.places()) places.push(place);
    const file = places.find(({ meetingId }) => meetingId === lost);
    const entry = (kind: Parameters<typeof deletionHash>[1], id: string) => {
      return { keyedHash: deletionHash(PEPPER, kind, id), at: time.now() };
    };
    const replayed = await replayLedger({ database, blobs: world.blobs, pepper: PEPPER }, [
      entry('file', `${lost}/${file?.fileId ?? ''}`),
      entry('account', two.accountId),
      entry('company', three.companyId),
    ]);
    expect(replayed).toEqual({ companies: 1, accounts: 2, meetings: 2, files: 1, documents: 0 });
    for (const id of [two.accountId, three.accountId, three.companyId]) {
      expect(await world.traces(id)).toEqual([]);
    }
    expect(await world.traces(lost)).toContain('meeting');
    const left: string[] = [];
    for await (const { meetingId } of world.blobs.places()) left.push(meetingId);
    expect(left).toEqual([kept]);
    expect(await database.query.selectFrom('file').select('meeting_id').execute()).toEqual([
      { meeting_id: kept },
    ]);
  });

  it('[R33, R87] [T30] [D-12] what a document held before it was deleted for good does not come back', async () => {
    const time = new ManualTime();
    const database = await open(time);
    const world = new RetentionWorld({ database, time });
    const { accountId } = await world.organizer();
    const [emptied, kept] = [
      await world.meeting(accountId, 'gone'),
      await world.meeting(accountId),
    ];
    const meetings = new MeetingStore(database);
    const store = new DocumentStore({ database, meetings, ledgerHash: generationHash(PEPPER) });
    const chatOf = (meetingId: MeetingId) => store.create(meetingId, place('chat'));
    const { documentId, generation } = await chatOf(emptied);
    const { authorId } = new DocumentWriter({ meetingId: emptied, participant: newSigner() });
    for (const next of [generation + 1, generation + 2]) {
      const key = { documentId, generation: next, position: 0 };
      const whole = { authorId, letsGo: false, size: 10, hash: random(32) };
      const made = { ...key, ...whole, at: time.now() };
      await store.beginGeneration(await store.stageCheckpoint(made, random(10)));
    }
    const ledger = await database.query
      .selectFrom('deletion')
      .select(['keyed_hash as keyedHash', 'at'])
      .execute();
    expect(JSON.stringify(ledger)).not.toContain(documentId);
    const replayed = () => replayLedger({ database, blobs: world.blobs, pepper: PEPPER }, ledger);
    // A backup from after that is whole.
    expect(await replayed()).toMatchObject({ documents: 0 });
    expect(await chatOf(emptied)).toMatchObject({ generation: generation + 2, checkpoint: 0 });
    // One from before brings the first generation back.
    await database.query.deleteFrom('document').where('id', '=', documentId).execute();
    await world.insert('document', {
      ...{ id: documentId, meeting_id: emptied, kind: 'chat', owner: '', generation },
    });
    await world.insert('document_entry', {
      ...{ document_id: documentId, generation, position: 1, at: 1, author_id: authorId },
      ...{ participant_id: 'p', sequence: 1, hash: random(32), size: 10 },
      sealed_entry: random(10),
    });
    expect(await replayed()).toMatchObject({ documents: 1, meetings: 0 });
    expect(await world.traces(documentId)).toEqual([]);
    expect(await chatOf(emptied)).toMatchObject({ generation: 1, position: 0, checkpoint: null });
    expect(await chatOf(kept)).toMatchObject({ position: 1 });
  });
});
