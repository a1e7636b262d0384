import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { RelayKeyId, SendId } from '../../shared/src/wire/mailApi.ts';
import { SummaryId } from '../../shared/src/wire/summaryApi.ts';
import { asOf } from '../../server/src/documents/asOf.ts';
import type { NewEntry, StoredDocument } from '../../server/src/documents/LogStore.ts';
import { DocumentStore } from '../../server/src/store/DocumentStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { DocumentWriter, hashOf, place } from '../support/DocumentWriter.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newSigner, random } from '../support/signers.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { draftMeeting } from '../support/testMeeting.ts';

const id = (): string => toBase64Url(random(16));
/** When the session after that of the summary began. */
const SHOWN = 1_000;

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const { meetingId, host } = draftMeeting();
  const account_id = await newAccountIn(database, clock);
  const fixed = { id: meetingId, account_id, host_key: host.publicKey, open: 0 as const };
  await database.query
    .insertInto('meeting')
    .values({ ...fixed, sealed_open_keys: null, created_at: 0, ended_at: null })
    .execute();
  const store = new DocumentStore({
    ...{ database, meetings: new MeetingStore(database) },
    ledgerHash: ({ documentId, generation }) => `${documentId}/${generation}`,
  });
  const document = await store.create(meetingId, place('board'));
  const writer = new DocumentWriter({ meetingId, participant: newSigner() });
  const { authorId, participantId } = writer;
  const entry = (position: number, at: number): NewEntry => {
    const bytes = random(50);
    const whose = { authorId, participantId, sequence: position, position, at };
    return { ...whose, hash: hashOf(bytes), entry: bytes };
  };
  const checkpoint = async (position: number, at: number, drop: number[] = []): Promise<void> => {
    const key = { documentId: document.documentId, generation: 1, position };
    const made = { ...key, at, authorId, letsGo: true, size: 10, hash: random(32) };
    await store.keepCheckpoint(await store.stageCheckpoint(made, random(10)), drop);
  };
  const summary = async (state: 'sent' | 'revoked' = 'sent'): Promise<void> => {
    await database.query
      .insertInto('summary')
      .values({
        ...{ id: v.parse(SummaryId, id()), meeting_id: meetingId, participant_id: participantId },
        ...{ access_hash: random(32), sealed_self: random(9), state, created_at: 0, try_at: 0 },
        ...{ send_id: v.parse(SendId, id()), key_id: v.parse(RelayKeyId, id()) },
        ...{ sealed_order: null, shown_until: SHOWN },
      })
      .execute();
  };
  await store.append(
    document,
    [1, 2, 3].map((position) => entry(position, 900 + position)),
  );
  return {
    ...{ store, document, meetingId, entry, checkpoint, summary },
    then: asOf(store, SHOWN),
  };
}

describeDatabases('[S-13] documents as a link shows them', (open) => {
  it('end where the next session began, checkpoints too', async () => {
    const { store, document, meetingId, entry, checkpoint, then } = await setting(open);
    await checkpoint(2, 950);
    await store.append(document, [entry(4, SHOWN), entry(5, SHOWN + 1)]);
    await checkpoint(5, SHOWN + 2);
    const entries = await then.page(document, 0, 1e6);
    expect(entries.map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(await then.page(document, 3, 1e6)).toEqual([]);
    expect((await then.checkpoints(document)).map(({ position }) => position)).toEqual([2]);
    expect(await then.documents(meetingId)).toMatchObject([{ position: 3, checkpoint: 2 }]);
    expect(await then.document(meetingId, place('board'))).toMatchObject({ position: 3 });
    expect(await asOf(store, null).documents(meetingId)).toMatchObject([
      { position: 5, checkpoint: 5 },
    ]);
  });

  it('are not there where they began since, or were deleted for good since', async () => {
    const { store, document, meetingId, entry, then } = await setting(open);
    const chat = await store.create(meetingId, place('chat'));
    await store.append(chat, [{ ...entry(1, SHOWN), position: 1 }]);
    const shown = (): Promise<readonly StoredDocument[]> => then.documents(meetingId);
    expect((await shown()).map(({ place: { kind } }) => kind)).toEqual(['board']);
    const key = { documentId: document.documentId, generation: 2, position: 0 };
    const { authorId } = entry(9, 0);
    const made = { ...key, at: SHOWN + 5, authorId, letsGo: true, size: 10, hash: random(32) };
    await store.beginGeneration(await store.stageCheckpoint(made, random(10)));
    expect(await shown()).toEqual([]);
    expect(await then.document(meetingId, place('board'))).toBeUndefined();
  });

  it('stay when a later session folds its log, as long as a link shows them', async () => {
    const { store, document, meetingId, entry, checkpoint, summary, then } = await setting(open);
    await summary();
    await checkpoint(2, 950);
    await store.append(document, [entry(4, SHOWN + 1)]);
    await checkpoint(4, SHOWN + 2);
    await store.letGo(meetingId);
    const positions = async (): Promise<number[]> =>
      (await store.page(document, 0, 1e6)).map(({ position }) => position);
    expect(await positions()).toEqual([3, 4]);
    await checkpoint(5, SHOWN + 3, [2, 4]);
    expect((await then.checkpoints(document)).map(({ position }) => position)).toEqual([2]);
  });

  it('are let go once that link is revoked', async () => {
    const { store, document, meetingId, entry, checkpoint, summary } = await setting(open);
    await summary('revoked');
    await store.append(document, [entry(4, SHOWN + 1)]);
    await checkpoint(4, SHOWN + 2);
    await store.letGo(meetingId);
    expect(await store.page(document, 0, 1e6)).toEqual([]);
  });
});
