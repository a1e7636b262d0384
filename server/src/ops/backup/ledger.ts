import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MeetingId } from '@conclave/shared/ids';
import type { Secret } from '@conclave/shared/Secret';
import type { Blobs } from '../../files/Blobs.ts';
import { deletionHash } from '../../meetings/deletionHash.ts';
import type { Database } from '../../store/Database.ts';
import { insertDeletion } from '../../store/deletions.ts';

/** Beside the backups, not inside one: it must know of what was deleted after a backup was made. */
const NAME = 'deletions.json';

const Ledger = v.array(
  v.strictObject({
    keyedHash: v.pipe(v.string(), v.maxLength(64)),
    at: v.pipe(v.number(), v.safeInteger()),
  }),
);
export type Ledger = v.InferOutput<typeof Ledger>;

/** Adds what the database knows to the file; hashes under the pepper, which tell nobody anything. */
export async function exportLedger(database: Database, under: string): Promise<number> {
  const rows = await database.query
    .selectFrom('deletion')
    .select(['keyed_hash as keyedHash', 'at'])
    .execute();
  const all = new Map((await readLedger(under)).map((entry) => [entry.keyedHash, entry]));
  for (const row of rows) all.set(row.keyedHash, row);
  const file = join(under, NAME);
  await writeFile(`${file}.new`, JSON.stringify([...all.values()]), { flush: true });
  await rename(`${file}.new`, file);
  return all.size;
}

export async function readLedger(under: string): Promise<Ledger> {
  const file = join(under, NAME);
  if (!existsSync(file)) return [];
  return v.parse(Ledger, JSON.parse(await readFile(file, 'utf8')));
}

/**
 * [T30] Deletes again from a restored database what had been deleted since. Before anybody is
 * served: nothing that somebody had erased is seen once more.
 */
export async function replayLedger(
  { database, blobs, pepper }: { database: Database; blobs: Blobs; pepper: Secret<string> },
  ledger: Ledger,
): Promise<number> {
  const known = new Map(ledger.map((entry) => [entry.keyedHash, entry]));
  const meetings = await database.query.selectFrom('meeting').select('id').execute();
  const accounts = await database.query.selectFrom('account').select('id').execute();
  const gone: MeetingId[] = [];
  await database.transaction(async (queries) => {
    for (const { id } of accounts) {
      if (!known.has(deletionHash(pepper, 'account', id))) continue;
      const theirs = await queries
        .selectFrom('meeting')
        .select('id')
        .where('account_id', '=', id)
        .execute();
      gone.push(...theirs.map((meeting) => meeting.id));
      await queries.deleteFrom('account').where('id', '=', id).execute();
    }
    for (const { id } of meetings) {
      if (!known.has(deletionHash(pepper, 'meeting', id))) continue;
      gone.push(id);
      await queries.deleteFrom('meeting').where('id', '=', id).execute();
    }
    for (const entry of ledger) await insertDeletion(queries, entry);
  });
  for (const id of new Set(gone)) await blobs.deleteMeeting(id);
  return new Set(gone).size;
}
