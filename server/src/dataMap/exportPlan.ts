import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import { columnMap } from '../store/columnMap.ts';
import { references, wayTo, type Reference } from './tables.ts';

/**
 * How a person gets a value that is theirs.
 *
 * - readable: the server writes it into the export
 * - sealed: the server adds the ciphertext, and says so; who holds the key opens it (R103)
 * - documents: the browser opens the meeting and writes what is in it
 */
type Given = 'readable' | 'sealed' | 'documents';

export interface ExportTable {
  readonly table: string;
  /** Column by column, how it is given. */
  readonly columns: Readonly<Record<string, Given>>;
  /** How its rows hang on an account. */
  readonly way: readonly Reference[];
  /** Whether these are a company's own, which its admins get. */
  readonly ofCompany: boolean;
}

/** [R102] Every column that says `export: true`, and the way to whose it is. */
export function exportPlan(): ExportTable[] {
  const known = references();
  const tables = Map.groupBy(
    columnMap().filter(({ annotation }) => annotation.export),
    ({ table }) => table,
  );
  return [...tables].map(([table, columns]) => {
    const toAccount = wayTo('account', table, known);
    const way = toAccount ?? wayTo('company', table, known);
    if (way === undefined) throw new Error(`${table} is to be exported and belongs to nobody`);
    const given = columns.map(
      ({ column, annotation }) => [column, givenAs(table, annotation)] as const,
    );
    return { table, way, ofCompany: toAccount === undefined, columns: Object.fromEntries(given) };
  });
}

function givenAs(table: string, { reads }: Annotation): Given {
  if (reads.includes('server')) return 'readable';
  return table.startsWith('document_') ? 'documents' : 'sealed';
}
