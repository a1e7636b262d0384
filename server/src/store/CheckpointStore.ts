import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import type { CheckpointKey, LogKey, StoredCheckpoint } from '../documents/LogStore.ts';
import type { Database, Queries } from './Database.ts';
import { insertDeletion } from './deletions.ts';
import { shownPoint } from './shownPoints.ts';

/** A checkpoint is written in rows of this size: a larger one holds up what others write meanwhile. */
const PART_BYTES = 512 * 1024;

export interface CheckpointStoreOptions {
  readonly database: Database;
  /** What the ledger of deletions keeps of a generation that is over. */
  readonly ledgerHash: (log: LogKey) => string;
}

/** Checkpoints of documents, in parts. */
export class CheckpointStore {
  readonly #database: Database;
  readonly #ledgerHash: CheckpointStoreOptions['ledgerHash'];

  constructor({ database, ledgerHash }: CheckpointStoreOptions) {
    this.#database = database;
    this.#ledgerHash = ledgerHash;
  }

  async stageCheckpoint(checkpoint: StoredCheckpoint, bytes: Uint8Array): Promise<void> {
    const { position, at, authorId, letsGo, size, hash } = checkpoint;
    const log = rowKey(checkpoint);
    const { query } = this.#database;
    await removePoints(query, checkpoint, [position]);
    await query
      .insertInto('document_checkpoint')
      .values({
        ...log,
        position,
        at,
        author_id: authorId,
        lets_go: letsGo ? 1 : 0,
        size,
        hash,
        complete: 0,
      })
      .execute();
    for (let part = 0; part * PART_BYTES < bytes.length; part++) {
      const sealed_part = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
      await query
        .insertInto('document_checkpoint_part')
        .values({ ...log, position, part, sealed_part })
        .execute();
    }
  }

  async keepCheckpoint(key: CheckpointKey, drop: readonly number[]): Promise<void> {
    await this.#database.transaction(async (queries) => {
      await complete(queries, key);
      const shown = drop.length > 0 ? await shownPoint(queries, key) : undefined;
      await removePoints(
        queries,
        key,
        drop.filter((position) => position !== shown),
      );
    });
  }

  async beginGeneration(key: StoredCheckpoint): Promise<void> {
    const { documentId, generation, at } = key;
    const over = this.#ledgerHash({ documentId, generation: generation - 1 });
    await this.#database.transaction(async (queries) => {
      await queries
        .updateTable('document')
        .set({ generation })
        .where('id', '=', documentId)
        .execute();
      for (const table of OF_GENERATION) {
        await queries
          .deleteFrom(table)
          .where('document_id', '=', documentId)
          .where('generation', '<', generation)
          .execute();
      }
      await complete(queries, key);
      await insertDeletion(queries, { keyedHash: over, at });
    });
  }

  async checkpoints(log: LogKey): Promise<StoredCheckpoint[]> {
    const rows = await this.#database.query
      .selectFrom('document_checkpoint')
      .select(['position', 'at', 'author_id as authorId', 'lets_go', 'size', 'hash'])
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('complete', '=', 1)
      .orderBy('position', 'desc')
      .execute();
    const { documentId, generation } = log;
    return rows.map(({ lets_go, hash, ...row }) => ({
      documentId,
      generation,
      ...row,
      letsGo: lets_go === 1,
      hash: copyBytes(hash),
    }));
  }

  async *checkpointBytes(key: CheckpointKey): AsyncGenerator<Bytes> {
    const { documentId, generation, position } = key;
    const { query } = this.#database;
    const { parts } = await query
      .selectFrom('document_checkpoint_part')
      .select(({ fn }) => fn.countAll<number>().as('parts'))
      .where('document_id', '=', documentId)
      .where('generation', '=', generation)
      .where('position', '=', position)
      .executeTakeFirstOrThrow();
    for (let part = 0; part < parts; part++) {
      const row = await query
        .selectFrom('document_checkpoint_part')
        .select('sealed_part')
        .where('document_id', '=', documentId)
        .where('generation', '=', generation)
        .where('position', '=', position)
        .where('part', '=', part)
        .executeTakeFirstOrThrow();
      yield copyBytes(row.sealed_part);
    }
  }
}

const OF_GENERATION = [
  'document_entry',
  'document_chain',
  'document_checkpoint',
  'document_checkpoint_part',
] as const;

async function complete(queries: Queries, key: CheckpointKey): Promise<void> {
  await queries
    .updateTable('document_checkpoint')
    .set({ complete: 1 })
    .where('document_id', '=', key.documentId)
    .where('generation', '=', key.generation)
    .where('position', '=', key.position)
    .execute();
}

async function removePoints(
  queries: Queries,
  { documentId, generation }: LogKey,
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  for (const table of ['document_checkpoint', 'document_checkpoint_part'] as const) {
    await queries
      .deleteFrom(table)
      .where('document_id', '=', documentId)
      .where('generation', '=', generation)
      .where('position', 'in', positions)
      .execute();
  }
}

function rowKey({ documentId, generation }: LogKey): { document_id: string; generation: number } {
  return { document_id: documentId, generation };
}
