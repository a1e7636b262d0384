import { expect, it } from 'vitest';
import { deletionHash } from '../../server/src/meetings/deletionHash.ts';
import { replayLedger } from '../../server/src/ops/backup/ledger.ts';
import type { BlobPlace } from '../../server/src/files/Blobs.ts';
import { describeDatabases } from '../support/databases.ts';
import { ManualTime } from '../support/ManualTime.ts';
import { PEPPER, RetentionWorld } from '../support/retentionWorld.ts';

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
    expect(replayed).toEqual({ companies: 1, accounts: 2, meetings: 2, files: 1 });
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
});
