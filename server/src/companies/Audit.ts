import { createHash } from 'node:crypto';
import { equalBytes, toBase64Url } from '@conclave/shared/bytes';
import { auditActs, type AuditEntry, type AuditPage } from '@conclave/shared/wire/companyApi';
import type { Clock } from '../ops/Clock.ts';
import type { AuditRow, AuditStore } from '../store/AuditStore.ts';
import type { Queries } from '../store/Database.ts';

export type AuditAct = (typeof auditActs)[number];

/** Who acts when no account does. */
export const OPERATOR = 'operator';

const PAGE = 50;
const BATCH = 500;
const NOTHING_BEFORE = new Uint8Array(32);

export interface Deed {
  /** The id of an account, or `OPERATOR`. */
  readonly actor: string;
  readonly act: AuditAct;
  readonly subject?: string;
  readonly detail?: string;
}

/**
 * What admins and the operator do to a company: append-only, each entry hashed together with the one
 * before, so that a change to an old entry shows in every later one.
 */
export class Audit {
  readonly #store: AuditStore;
  readonly #clock: Clock;

  constructor({ store, clock }: { store: AuditStore; clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  /** In the transaction of the act itself, which holds the company alone. */
  async note(queries: Queries, companyId: string, deed: Deed): Promise<void> {
    const last = await this.#store.last(queries, companyId);
    const entry = {
      number: (last?.number ?? 0) + 1,
      at: this.#clock.now(),
      actor: deed.actor,
      act: deed.act,
      subject: deed.subject ?? null,
      detail: deed.detail ?? null,
    };
    const hash = entryHash(companyId, entry, last?.hash ?? NOTHING_BEFORE);
    await this.#store.append(queries, companyId, { ...entry, hash });
  }

  async page(companyId: string, before = Number.MAX_SAFE_INTEGER): Promise<AuditPage> {
    const rows = await this.#store.page(companyId, before, PAGE + 1);
    return {
      entries: rows.slice(0, PAGE).map((row) => reply(row)),
      more: rows.length > PAGE,
      intact: await this.#intact(companyId),
    };
  }

  async #intact(companyId: string): Promise<boolean> {
    let [number, before] = [0, NOTHING_BEFORE];
    for (;;) {
      const rows = await this.#store.after(companyId, number, BATCH);
      for (const row of rows) {
        const fits = equalBytes(row.hash, entryHash(companyId, row, before));
        if (row.number !== number + 1 || !fits) return false;
        [number, before] = [row.number, Uint8Array.from(row.hash)];
      }
      if (rows.length < BATCH) return true;
    }
  }
}

function entryHash(
  companyId: string,
  { number, at, actor, act, subject, detail }: Omit<AuditRow, 'hash'>,
  before: Uint8Array,
): Uint8Array {
  const said = JSON.stringify([companyId, number, at, actor, act, subject, detail]);
  return createHash('sha256').update(before).update(said).digest();
}

function reply(row: AuditRow): AuditEntry {
  const act = auditActs.find((known) => known === row.act);
  if (act === undefined) throw new Error(`an act that nobody knows: ${row.act}`);
  return { ...row, act, hash: toBase64Url(Uint8Array.from(row.hash)) };
}
