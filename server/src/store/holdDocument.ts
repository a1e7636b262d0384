import { RefusedError } from '@conclave/shared/RefusedError';
import type { Queries } from './Database.ts';
import type { DialectName } from './ddl.ts';

export interface DocumentHold {
  readonly documentId: string;
  readonly dialect: DialectName;
  /** Who appends lets others append; who changes what is served does it alone. */
  readonly to: 'append' | 'change';
}

/**
 * The generation of a document, which stays until the transaction ends: several servers may write one at
 * once (docs/scaling.md). On SQLite a transaction is alone anyway. Refuses with `notFound` when it is gone.
 */
export async function holdDocument(
  queries: Queries,
  { documentId, dialect, to }: DocumentHold,
): Promise<number> {
  const row = queries.selectFrom('document').select('generation').where('id', '=', documentId);
  const held = to === 'append' ? row.forShare() : row.forNoKeyUpdate();
  const document = await (dialect === 'postgres' ? held : row).executeTakeFirst();
  if (document === undefined) throw new RefusedError('notFound');
  return document.generation;
}
