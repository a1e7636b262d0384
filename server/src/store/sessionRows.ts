import { copyBytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { FinalCommit, GroupPosition } from '../keys/GroupPosition.ts';
import type { Queries } from './Database.ts';
import { decodeLeaves, decodeRemoves, encodeLeaves } from './leafTable.ts';

/** Newest first. */
export async function readPositions(
  queries: Queries,
  sessionId: SessionId,
): Promise<GroupPosition[]> {
  const rows = await queries
    .selectFrom('session_position')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('place')
    .execute();
  return rows.map((row) => ({
    head: {
      epoch: row.epoch,
      groupInfo: copyBytes(row.group_info),
      sealedState: copyBytes(row.sealed_state),
    },
    recordNumber: row.record_number,
    leaves: decodeLeaves(row.leaves),
  }));
}

/** Oldest first. */
export async function readCommits(
  queries: Queries,
  sessionId: SessionId,
  meetingId: MeetingId,
): Promise<FinalCommit[]> {
  const rows = await queries
    .selectFrom('session_commit')
    .leftJoin('key_record', (join) =>
      join
        .onRef('key_record.number', '=', 'session_commit.record_number')
        .on('key_record.meeting_id', '=', meetingId),
    )
    .select(['epoch', 'commit_id', 'mls_commit', 'leaf', 'removes', 'number', 'record'])
    .where('session_id', '=', sessionId)
    .orderBy('epoch')
    .execute();
  return rows.map(({ epoch, commit_id, mls_commit, leaf, removes, number, record }) => ({
    epoch,
    commitId: commit_id,
    commit: copyBytes(mls_commit),
    leaf,
    removes: decodeRemoves(removes),
    record: number !== null && record !== null ? { number, record: copyBytes(record) } : null,
  }));
}

export async function writePositions(
  queries: Queries,
  sessionId: SessionId,
  positions: readonly GroupPosition[],
): Promise<void> {
  await queries.deleteFrom('session_position').where('session_id', '=', sessionId).execute();
  const rows = positions.map(({ head, recordNumber, leaves }, place) => ({
    session_id: sessionId,
    place,
    epoch: head.epoch,
    record_number: recordNumber,
    group_info: head.groupInfo,
    sealed_state: head.sealedState,
    leaves: encodeLeaves(leaves),
  }));
  await queries.insertInto('session_position').values(rows).execute();
}
