import { createHash } from 'node:crypto';
import type { Clock } from '../ops/Clock.ts';
import { sql, type Database, type Queries } from './Database.ts';
import { ddl, type DialectName } from './ddl.ts';
import { migrations } from './schema.ts';
import type { Migration } from './Table.ts';

/** The database and this program do not belong together; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** Nodes that start at once migrate one after the other; the number is ours alone. */
const ADVISORY_LOCK = 20_261_121;

/** Brings the database to this program's schema, wholly or not at all. Returns what was applied. */
export function migrate(database: Database, clock: Clock): Promise<string[]> {
  return database.transaction(async (queries) => {
    if (database.dialect === 'postgres') {
      await sql`select pg_advisory_xact_lock(${ADVISORY_LOCK})`.execute(queries);
    }
    const known = await appliedDigests(queries, database.dialect);
    refuseForeign(known);
    const fresh = migrations.filter(({ name }) => !known.has(name));
    for (const migration of fresh) {
      for (const statement of migration.steps.flatMap((step) => ddl(step, database.dialect))) {
        await sql.raw(statement).execute(queries);
      }
      await queries
        .insertInto('migration')
        .values({ name: migration.name, digest: digest(migration), applied_at: clock.now() })
        .execute();
    }
    return fresh.map(({ name }) => name);
  });
}

/** What this database has applied, by name. Empty for a new one. */
async function appliedDigests(
  queries: Queries,
  dialect: DialectName,
): Promise<ReadonlyMap<string, string>> {
  const ledger =
    dialect === 'postgres'
      ? sql<{ found: number }>`select 1 as found where to_regclass('migration') is not null`
      : sql<{ found: number }>`select 1 as found from sqlite_master where name = 'migration'`;
  const { rows } = await ledger.execute(queries);
  if (rows.length === 0) return new Map();
  const applied = await queries.selectFrom('migration').select(['name', 'digest']).execute();
  return new Map(applied.map(({ name, digest }) => [name, digest]));
}

function refuseForeign(known: ReadonlyMap<string, string>): void {
  const ours = new Map(migrations.map((migration) => [migration.name, digest(migration)]));
  for (const [name, digest] of known) {
    if (!ours.has(name)) {
      throw new MigrationError(
        `The database was used by a newer version of this program (it has ${name}). Run that version.`,
      );
    }
    if (ours.get(name) !== digest) {
      throw new MigrationError(
        `Migration ${name} was changed after this database had applied it. Undo that and add a new one; a development database may be deleted instead.`,
      );
    }
  }
}

/** Of what it does, not of how its columns are described: better words are no new schema. */
function digest(migration: Migration): string {
  const statements = migration.steps.flatMap((step) => ddl(step, 'sqlite'));
  return createHash('sha256').update(statements.join(';\n')).digest('hex');
}
