import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { randomInt } from 'node:crypto';
import type {
  CheckpointKey,
  LogKey,
  StagedCheckpoint,
  StoredCheckpoint,
} from '../documents/LogStore.ts';
import type { Database, Queries } from './Database.ts';
import { insertDeletion } from './deletions.ts';
import { holdDocument } from './holdDocument.ts';
import { shownPoint } from './shownPoints.ts';
import { StoreUnavailableError } from './StoreError.ts';

/** A checkpoint is written in rows of this size: a larger one holds up what others write meanwhile. */
const PART_BYTES = 512 * 1024;

/** Wide enough that two are never the same. */
const MAX_STAGE = 2 ** 47;

/** Nobody writes on one for so long. Shorter could take one from under another server's hands. */
const STALE_MS = 10 * 60_000;

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

  async stageCheckpoint(
    checkpoint: StoredCheckpoint,
    bytes: Uint8Array,
  ): Promise<StagedCheckpoint> {
    await this.#forgetStale(checkpoint);
    const { at, authorId, letsGo, size, hash } = checkpoint;
    const stage = randomInt(1, MAX_STAGE);
    const place = { ...rowKey(checkpoint), position: -stage };
    const { query } = this.#database;
    await query
      .insertInto('document_checkpoint')
      .values({
        ...place,
        at,
        author_id: authorId,
        lets_go: letsGo ? 1 : 0,
        size,
        hash,
        complete: 0,
        stage,
      })
      .execute();
    for (let part = 0; part * PART_BYTES < bytes.length; part++) {
      const sealed_part = bytes.slice(part * PART_BYTES, (part + 1) * PART_BYTES);
      await query
        .insertInto('document_checkpoint_part')
        .values({ ...place, part, sealed_part })
        .execute();
    }
    return { ...checkpoint, stage };
  }

  async keepCheckpoint(staged: StagedCheckpoint, drop: readonly number[]): Promise<void> {
    await this.#settle(staged, async (queries, generation) => {
      if (generation > staged.generation) throw new RefusedError('generationOver');
      if (generation < staged.generation) throw new RefusedError('notNow');
      await requireFurther(queries, staged);
      await serve(queries, staged);
      const shown = drop.length > 0 ? await shownPoint(queries, staged) : undefined;
      await removePoints(
        queries,
        staged,
        drop.filter((position) => position !== shown),
      );
    });
  }

  async beginGeneration(staged: StagedCheckpoint): Promise<void> {
    const { documentId, generation, at } = staged;
    const over = this.#ledgerHash({ documentId, generation: generation - 1 });
    await this.#settle(staged, async (queries, before) => {
      if (before >= generation) throw new RefusedError('generationOver');
      if (before < generation - 1) throw new RefusedError('notNow');
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
      await serve(queries, staged);
      await insertDeletion(queries, { keyedHash: over, at });
    });
  }

  /** Alone with the document, and with the generation in which it is. What is refused is not left lying about. */
  async #settle(
    staged: StagedCheckpoint,
    work: (queries: Queries, generation: number) => Promise<void>,
  ): Promise<void> {
    const { documentId } = staged;
    const { dialect } = this.#database;
    try {
      await this.#database.transaction(async (queries) => {
        await work(queries, await holdDocument(queries, { documentId, dialect, to: 'change' }));
      });
    } catch (error) {
      if (error instanceof RefusedError) {
        await this.#database.transaction((queries) =>
          removePoints(queries, staged, [-staged.stage]),
        );
      }
      throw error;
    }
  }

  /** What was staged and then neither kept nor refused, as the server or the database was gone. */
  async #forgetStale({ documentId, generation, at }: StoredCheckpoint): Promise<void> {
    const stale = await this.#database.query
      .selectFrom('document_checkpoint')
      .select('position')
      .where('document_id', '=', documentId)
      .where('generation', '=', generation)
      .where('complete', '=', 0)
      .where('at', '<', at - STALE_MS)
      .execute();
    if (stale.length === 0) return;
    const positions = stale.map(({ position }) => position);
    await this.#database.transaction((queries) =>
      removePoints(queries, { documentId, generation }, positions),
    );
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
    const { documentId, generation } = key;
    const { query } = this.#database;
    const [position] = await partPlaces(query, key, [key.position]);
    if (position === undefined) throw new RefusedError('notFound');
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

/** Further along than the newest that is served. */
async function requireFurther(
  queries: Queries,
  { documentId, generation, position }: CheckpointKey,
): Promise<void> {
  const served = await queries
    .selectFrom('document_checkpoint')
    .select('position')
    .where('document_id', '=', documentId)
    .where('generation', '=', generation)
    .where('position', '>=', position)
    .where('complete', '=', 1)
    .executeTakeFirst();
  if (served !== undefined) throw new RefusedError('versionConflict');
}

/** Puts a staged one where it is served. */
async function serve(queries: Queries, staged: StagedCheckpoint): Promise<void> {
  const { documentId, generation, position, stage } = staged;
  // One that was being written there before stages were numbered.
  await removePoints(queries, staged, [position]);
  const { numUpdatedRows } = await queries
    .updateTable('document_checkpoint')
    .set({ position, complete: 1 })
    .where('document_id', '=', documentId)
    .where('generation', '=', generation)
    .where('position', '=', -stage)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StoreUnavailableError('what was staged is gone');
}

async function removePoints(
  queries: Queries,
  log: LogKey,
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return;
  const ofTable = {
    document_checkpoint_part: await partPlaces(queries, log, positions),
    document_checkpoint: positions,
  };
  for (const table of ['document_checkpoint_part', 'document_checkpoint'] as const) {
    if (ofTable[table].length === 0) continue;
    await queries
      .deleteFrom(table)
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('position', 'in', ofTable[table])
      .execute();
  }
}

/** Where the parts of checkpoints lie. */
async function partPlaces(
  queries: Queries,
  { documentId, generation }: LogKey,
  positions: readonly number[],
): Promise<number[]> {
  const rows = await queries
    .selectFrom('document_checkpoint')
    .select(['position', 'stage'])
    .where('document_id', '=', documentId)
    .where('generation', '=', generation)
    .where('position', 'in', positions)
    .execute();
  return rows.map(({ position, stage }) => (stage === null ? position : -stage));
}

function rowKey({ documentId, generation }: LogKey): { document_id: string; generation: number } {
  return { document_id: documentId, generation };
}
