import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { Secret } from '@conclave/shared/Secret';
import type { AccountKeys } from '../../accountKeys/AccountKeys.ts';
import type { BlobPlace, Blobs } from '../../files/Blobs.ts';
import { deletionHash } from '../../meetings/deletionHash.ts';
import { sql, type Database, type Queries } from '../../store/Database.ts';
import { insertDeletion } from '../../store/deletions.ts';

/** Beside the backups, not inside one: it must know of what was deleted after a backup was made. */
const NAME = 'deletions.json';

const LEDGER_MS = retentionRules.deletionLedger.maxDays * 24 * 3_600_000;

const Ledger = v.array(
  v.strictObject({
    keyedHash: v.pipe(v.string(), v.maxLength(64)),
    at: v.pipe(v.number(), v.safeInteger()),
  }),
);
export type Ledger = v.InferOutput<typeof Ledger>;

/** Adds what the database knows to the file; hashes under the pepper, which tell nobody anything. */
export async function exportLedger(
  database: Database,
  { under, now }: { under: string; now: number },
): Promise<number> {
  const rows = await database.query
    .selectFrom('deletion')
    .select(['keyed_hash as keyedHash', 'at'])
    .execute();
  // Older than the oldest backup: there is nothing left that could bring it back.
  const kept = (await readLedger(under)).filter(({ at }) => now - at <= LEDGER_MS);
  const all = new Map(kept.map((entry) => [entry.keyedHash, entry]));
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

export interface Replayed {
  readonly companies: number;
  readonly accounts: number;
  readonly meetings: number;
  readonly files: number;
  /** Documents with a generation that was over: nothing of it is left in them. */
  readonly documents: number;
}

/**
 * [T30] Deletes again from a restored database what had been deleted since. Before anybody is
 * served: nothing that somebody had erased is seen once more.
 */
export async function replayLedger(
  { database, blobs, pepper }: { database: Database; blobs: Blobs; pepper: Secret<string> },
  ledger: Ledger,
): Promise<Replayed> {
  const known = new Set(ledger.map(({ keyedHash }) => keyedHash));
  const isGone = (kind: Parameters<typeof deletionHash>[1], id: string): boolean =>
    known.has(deletionHash(pepper, kind, id));
  const gone = await lostIn(database.query, isGone);
  await shredErased(database.accountKeys, gone.accounts, isGone);
  await database.transaction(async (queries) => {
    for (const { meetingId, fileId } of gone.files) {
      await queries
        .deleteFrom('file')
        .where('meeting_id', '=', meetingId)
        .where('id', '=', fileId)
        .execute();
    }
    for (const id of gone.documents) await deleteFrom(queries, 'document', id);
    for (const id of gone.meetings) await deleteFrom(queries, 'meeting', id);
    for (const id of gone.accounts) await deleteFrom(queries, 'account', id);
    for (const id of gone.companies) await deleteFrom(queries, 'company', id);
    for (const entry of ledger) await insertDeletion(queries, entry);
  });
  for (const id of gone.meetings) await blobs.deleteMeeting(id);
  for (const place of gone.files) await blobs.delete(place);
  const { companies, accounts, meetings, files, documents } = gone;
  return {
    companies: companies.length,
    accounts: accounts.length,
    meetings: meetings.length,
    files: files.length,
    documents: documents.length,
  };
}

/** [R80] First, so that whatever breaks off leaves nothing that can be read; also of accounts that no row is left of. */
async function shredErased(
  keys: AccountKeys,
  accounts: readonly AccountId[],
  isGone: (kind: 'account', id: string) => boolean,
): Promise<void> {
  for (const id of accounts) await keys.shred(id);
  for await (const name of keys.store.names()) {
    if (isGone('account', name)) await keys.store.delete(name);
  }
}

interface Lost {
  readonly companies: readonly string[];
  readonly accounts: readonly AccountId[];
  readonly meetings: readonly MeetingId[];
  readonly files: readonly BlobPlace[];
  readonly documents: readonly string[];
}

/** Of a company everybody goes with it, and of an account all of its meetings. */
async function lostIn(
  queries: Queries,
  isGone: (kind: Parameters<typeof deletionHash>[1], id: string) => boolean,
): Promise<Lost> {
  const all = await queries.selectFrom('company').select('id').execute();
  const people = await queries.selectFrom('account').select(['id', 'company_id']).execute();
  const held = await queries.selectFrom('meeting').select(['id', 'account_id']).execute();
  const companies = new Set(all.map(({ id }) => id).filter((id) => isGone('company', id)));
  const accounts = new Set(
    people
      .filter(({ id, company_id: company }) => companies.has(company) || isGone('account', id))
      .map(({ id }) => id),
  );
  const meetings = held
    .filter(({ id, account_id: account }) => accounts.has(account) || isGone('meeting', id))
    .map(({ id }) => id);
  const listed = await queries
    .selectFrom('file')
    .select(['meeting_id as meetingId', 'id as fileId'])
    .execute();
  const files = listed.filter(({ meetingId, fileId }) => isGone('file', `${meetingId}/${fileId}`));
  const documents = await lostDocuments(queries, isGone);
  return { companies: [...companies], accounts: [...accounts], meetings, files, documents };
}

/**
 * [D-12] Those of which a generation came back that had been deleted for good. What was written in a later one is in
 * no such backup: the document begins anew, with nothing.
 */
async function lostDocuments(
  queries: Queries,
  isGone: (kind: 'generation', id: string) => boolean,
): Promise<string[]> {
  const written = await queries.selectFrom('document').select(['id', 'generation']).execute();
  return written
    .filter(({ id, generation }) => isGone('generation', `${id}/${generation}`))
    .map(({ id }) => id);
}

async function deleteFrom(
  queries: Queries,
  table: 'meeting' | 'account' | 'company' | 'document',
  id: string,
): Promise<void> {
  await sql`delete from ${sql.table(table)} where id = ${id}`.execute(queries);
}
