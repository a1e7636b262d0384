import type { Language } from '@conclave/shared/text/language';
import type { Database, Queries } from './Database.ts';

export interface ConsentTextRow {
  readonly id: string;
  readonly companyId: string;
  readonly name: string;
  readonly madeAt: number;
  readonly retiredAt: number | null;
}

export interface ConsentTextVersionRow {
  readonly textId: string;
  readonly language: Language;
  readonly version: number;
  /** JSON. */
  readonly wording: string;
  readonly madeAt: number;
  readonly hash: Uint8Array;
}

/** The texts of companies that people agree to or are told. A version is written once and never changed. */
export class ConsentTextStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Oldest first. */
  ofCompany(companyId: string): Promise<ConsentTextRow[]> {
    return texts(this.#database.query)
      .where('company_id', '=', companyId)
      .orderBy('made_at')
      .orderBy('id')
      .execute();
  }

  find(id: string, queries: Queries = this.#database.query): Promise<ConsentTextRow | undefined> {
    return texts(queries).where('id', '=', id).executeTakeFirst();
  }

  /** All that there ever were, by language and version. */
  versions(
    textId: string,
    queries: Queries = this.#database.query,
  ): Promise<ConsentTextVersionRow[]> {
    return versions(queries)
      .where('text_id', '=', textId)
      .orderBy('language')
      .orderBy('version')
      .execute();
  }

  /** The newest of each language of every text of a company. */
  async newest(companyId: string): Promise<ConsentTextVersionRow[]> {
    return versions(this.#database.query)
      .innerJoin('consent_text', 'consent_text.id', 'consent_text_version.text_id')
      .where('company_id', '=', companyId)
      .where((row) =>
        row(
          'version',
          '=',
          row
            .selectFrom('consent_text_version as other')
            .select(({ fn }) => fn.max('other.version').as('newest'))
            .whereRef('other.text_id', '=', 'consent_text_version.text_id')
            .whereRef('other.language', '=', 'consent_text_version.language'),
        ),
      )
      .orderBy('language')
      .execute();
  }

  async insert(queries: Queries, row: ConsentTextRow): Promise<void> {
    await queries
      .insertInto('consent_text')
      .values({
        id: row.id,
        company_id: row.companyId,
        name: row.name,
        made_at: row.madeAt,
        retired_at: row.retiredAt,
      })
      .execute();
  }

  async insertVersion(queries: Queries, row: ConsentTextVersionRow): Promise<void> {
    await queries
      .insertInto('consent_text_version')
      .values({
        text_id: row.textId,
        language: row.language,
        version: row.version,
        wording: row.wording,
        made_at: row.madeAt,
        hash: row.hash,
      })
      .execute();
  }

  async setRetired(queries: Queries, id: string, retiredAt: number | null): Promise<void> {
    await queries
      .updateTable('consent_text')
      .set({ retired_at: retiredAt })
      .where('id', '=', id)
      .execute();
  }
}

function texts(queries: Queries) {
  return queries
    .selectFrom('consent_text')
    .select([
      'id',
      'company_id as companyId',
      'name',
      'made_at as madeAt',
      'retired_at as retiredAt',
    ]);
}

function versions(queries: Queries) {
  return queries
    .selectFrom('consent_text_version')
    .select([
      'text_id as textId',
      'language',
      'version',
      'wording',
      'consent_text_version.made_at as madeAt',
      'hash',
    ]);
}
