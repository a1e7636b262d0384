import { createHash } from 'node:crypto';
import type { MeetingId } from '@conclave/shared/ids';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Secret } from '@conclave/shared/Secret';
import {
  deletionReceiptText,
  type DeletionReceipt,
  type MeetingInventory,
} from '@conclave/shared/wire/deletionApi';
import type { Clock } from '../ops/Clock.ts';
import { forgetDeletions, insertDeletion, meetingInventory } from '../store/deletions.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';
import { deletionHash } from './deletionHash.ts';

const LEDGER_MS = retentionRules.deletionLedger.maxDays * 24 * 3_600_000;

export interface MeetingDeletionOptions {
  readonly store: MeetingStore;
  readonly clock: Clock;
  /** Keys the ledger: without it nobody can tell from a hash which meeting it was. */
  readonly pepper: Secret<string>;
  /** Disconnects whoever is in it; the rows are gone when it is called. */
  readonly deleted: (id: MeetingId) => void;
  /** Removes what lies outside of the database; the rows are gone when it is called. */
  readonly gone: (id: MeetingId) => Promise<void>;
}

/**
 * [R34, R57] Deletes meetings: rows first, all at once, then chunks. What is left is a keyed hash, so that
 * a restored backup does not bring back what was deleted, and a receipt in the hands of who deleted it.
 */
export class MeetingDeletion {
  readonly #options: MeetingDeletionOptions;

  constructor(options: MeetingDeletionOptions) {
    this.#options = options;
  }

  inventory(id: MeetingId): Promise<MeetingInventory> {
    const { store } = this.#options;
    return store.transaction((queries) => meetingInventory(queries, id));
  }

  /** For good. The caller has made sure that it may. */
  async delete(id: MeetingId): Promise<DeletionReceipt> {
    const { store, clock, pepper, deleted: told, gone } = this.#options;
    const deletedAt = clock.now();
    const ledger = deletionHash(pepper, 'meeting', id);
    const deleted = await store.transaction(async (queries) => {
      const inventory = await meetingInventory(queries, id);
      if (!(await store.delete(queries, id))) throw new RefusedError('notFound');
      await insertDeletion(queries, { keyedHash: ledger, at: deletedAt });
      await forgetDeletions(queries, deletedAt - LEDGER_MS);
      return inventory;
    });
    told(id);
    await gone(id);
    const format = 'conclave deletion 1' as const;
    const receipt = { format, meetingId: id, deletedAt, deleted, ledger };
    const hash = createHash('sha256').update(deletionReceiptText(receipt)).digest('base64url');
    return { ...receipt, hash };
  }
}
