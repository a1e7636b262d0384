import type { LogKey, NewEntry } from '../documents/LogStore.ts';
import { sql, type Database, type Queries } from './Database.ts';
import type { DialectName } from './ddl.ts';
import { holdDocument } from './holdDocument.ts';
import { isUniqueViolation, StoreUnavailableError } from './StoreError.ts';

type Entries = readonly [NewEntry, ...NewEntry[]];

/** The writer's log is another than what is on the disk: it is to be read anew. */
const WENT_ON = 'the log went on meanwhile';

/**
 * Appends entries to a log, all or none, if it is where their writer believes: in this generation, and right
 * before the first of them. Otherwise, or when the document is gone, it throws.
 */
export async function appendEntries(
  database: Database,
  log: LogKey,
  [first, ...rest]: readonly NewEntry[],
): Promise<void> {
  if (first === undefined) return;
  try {
    if (await lookAndWrite(database, log, [first, ...rest])) return;
  } catch (cause) {
    // A write that was given up came through after all: who asks again gets its place.
    if (isUniqueViolation(cause)) throw new StoreUnavailableError(WENT_ON, { cause });
    throw cause;
  }
  throw new StoreUnavailableError(WENT_ON);
}

/** On SQLite one statement does both; on Postgres others may write between the two. */
async function lookAndWrite(database: Database, log: LogKey, entries: Entries): Promise<boolean> {
  const { dialect } = database;
  const hold = { documentId: log.documentId, dialect, to: 'append' } as const;
  if (dialect === 'postgres') {
    return database.transaction(async (queries) => {
      await holdDocument(queries, hold);
      return insertNext(queries, { ...log, dialect }, entries);
    });
  }
  const isWritten = await insertNext(database.query, { ...log, dialect }, entries);
  if (!isWritten) await holdDocument(database.query, hold);
  return isWritten;
}

/** Returns whether it did. A position that was let go is free in the table, and taken all the same. */
async function insertNext(
  queries: Queries,
  { documentId, generation, dialect }: LogKey & { readonly dialect: DialectName },
  entries: Entries,
): Promise<boolean> {
  const bytes = sql.raw(dialect === 'postgres' ? 'bytea' : 'blob');
  const rows = entries.map(
    ({ position, at, authorId, participantId, sequence, hash, entry }) => sql`(
      cast(${position} as bigint), cast(${at} as bigint), cast(${authorId} as text),
      cast(${participantId} as text), cast(${sequence} as bigint), cast(${hash} as ${bytes}),
      cast(${entry.length} as bigint), cast(${entry} as ${bytes})
    )`,
  );
  const log = sql`document_id = ${documentId} and generation = ${generation}`;
  const { numAffectedRows } = await sql`
    insert into document_entry (
      document_id, generation, position, at, author_id, participant_id, sequence, hash, size, sealed_entry
    )
    select document.id, document.generation, entry.*
    from document, (values ${sql.join(rows)}) as entry
    where document.id = ${documentId} and document.generation = ${generation}
      and ${entries[0].position - 1} = (
        select max(newest) from (
          select max(position) as newest from document_entry where ${log}
          union all select max(position) from document_checkpoint where ${log} and complete = 1
          union all select 0
        ) as written
      )
  `.execute(queries);
  return numAffectedRows === BigInt(entries.length);
}
