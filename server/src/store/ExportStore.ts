import { toBase64Url } from '@conclave/shared/bytes';
import { sealedColumns } from '../accountKeys/AccountKeys.ts';
import type { AccountId } from '@conclave/shared/ids';
import type { ServerExport } from '@conclave/shared/wire/rightsApi';
import { exportPlan, type ExportTable } from '../dataMap/exportPlan.ts';
import type { Reference } from '../dataMap/tables.ts';
import { sql, type Database } from './Database.ts';

type Exported = ServerExport['tables'][number];
type Cell = Exported['rows'][number][string];

/** Rows of one table in an answer. An account has some hundred meetings; more says so. */
const MAX_ROWS = 20_000;

/** [R102] Reads what the export plan names, by the ways that the plan knows: a new column comes along by itself. */
export class ExportStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async of(accountId: AccountId, { admin }: { admin: boolean }): Promise<Exported[]> {
    const { query } = this.#database;
    const account = await query
      .selectFrom('account')
      .select('company_id')
      .where('id', '=', accountId)
      .executeTakeFirst();
    const tables: Exported[] = [];
    for (const plan of exportPlan()) {
      if (plan.ofCompany && !admin) continue;
      const rootId = plan.ofCompany ? account?.company_id : accountId;
      if (rootId === undefined) continue;
      for (const table of await this.#read(plan, rootId)) {
        tables.push({ ...table, rows: await this.#openRows(accountId, table) });
      }
    }
    return tables;
  }

  /** What lies under the account's own key is given as it is. */
  #openRows(accountId: AccountId, { table, rows }: Exported): Promise<Exported['rows']> {
    const { accountKeys } = this.#database;
    const openCell = async (column: string, value: Cell): Promise<Cell> => {
      const place = sealedColumns.find((sealed) => sealed === `${table}.${column}`);
      if (place === undefined || typeof value !== 'string') return value;
      return (await accountKeys.open(accountId, place, value)) ?? null;
    };
    return Promise.all(
      rows.map(async (row) => {
        const opening = Object.entries(row).map(
          async ([column, value]) => [column, await openCell(column, value)] as const,
        );
        return Object.fromEntries(await Promise.all(opening));
      }),
    );
  }

  async #read({ table, columns, way }: ExportTable, rootId: string): Promise<Exported[]> {
    const named = Object.keys(columns).filter((column) => columns[column] !== 'documents');
    if (named.length === 0) return [];
    const chosen = sql.join(named.map((column) => sql.ref(column)));
    const statement = sql<
      Record<string, unknown>
    >`select ${chosen} from ${sql.table(table)} where ${condition(way, rootId)} limit ${MAX_ROWS + 1}`;
    const { rows } = await statement.execute(this.#database.query);
    const sealed = named.filter((column) => columns[column] === 'sealed');
    return [
      { table, sealed, rows: rows.slice(0, MAX_ROWS).map(cells), more: rows.length > MAX_ROWS },
    ];
  }
}

function condition(way: readonly Reference[], rootId: string): ReturnType<typeof sql> {
  const [first, ...others] = way;
  if (first === undefined) return sql`${sql.ref('id')} = ${rootId}`;
  const { column, to } = first;
  if (others.length === 0) return sql`${sql.ref(column)} = ${rootId}`;
  return sql`${sql.ref(column)} in (select ${sql.ref(to.column)} from ${sql.table(to.table)} where ${condition(others, rootId)})`;
}

function cells(row: Record<string, unknown>): Exported['rows'][number] {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, cell(value)]));
}

/** PostgreSQL gives large counts as texts and bytes as Buffers. */
function cell(value: unknown): Cell {
  if (value instanceof Uint8Array) return { bytes: toBase64Url(new Uint8Array(value)) };
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new Error('a column holds what no column may hold');
}
