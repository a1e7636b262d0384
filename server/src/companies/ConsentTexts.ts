import { createHash, randomUUID } from 'node:crypto';
import { toBase64Url } from '@conclave/shared/bytes';
import { ConsentText as ConsentWording } from '@conclave/shared/consent/ConsentNotice';
import { noticeRoom } from '@conclave/shared/consent/noticeRoom';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  ConsentText,
  ConsentTextVersion,
  NewConsentText,
  NewConsentTextVersion,
} from '@conclave/shared/wire/companyApi';
import * as v from 'valibot';
import type { Clock } from '../ops/Clock.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type {
  ConsentTextRow,
  ConsentTextStore,
  ConsentTextVersionRow,
} from '../store/ConsentTextStore.ts';
import type { Queries } from '../store/Database.ts';
import type { Audit, AuditAct } from './Audit.ts';
import type { Admin } from './CompanyCallers.ts';

/** Texts of one company, versions of one text. A company writes a handful; more is a program at work. */
const MAX_TEXTS = 100;
const MAX_VERSIONS = 500;

type Worded = Pick<ConsentTextVersion, 'language' | 'wording'>;

/** [R68] What guests of a company agree to and are told. A version, once written, stays as it is. */
export class ConsentTexts {
  readonly #companies: CompanyStore;
  readonly #store: ConsentTextStore;
  readonly #audit: Audit;
  readonly #clock: Clock;

  constructor(parts: {
    companies: CompanyStore;
    store: ConsentTextStore;
    audit: Audit;
    clock: Clock;
  }) {
    this.#companies = parts.companies;
    this.#store = parts.store;
    this.#audit = parts.audit;
    this.#clock = parts.clock;
  }

  async list({ companyId }: Admin): Promise<ConsentText[]> {
    const rows = await this.#store.ofCompany(companyId);
    const newest = await this.#store.newest(companyId);
    return rows.map((row) => textReply(row, newest));
  }

  async history({ companyId }: Admin, textId: string): Promise<ConsentTextVersion[]> {
    await this.#own(companyId, textId);
    return (await this.#store.versions(textId)).map((row) => versionReply(row));
  }

  async add(admin: Admin, { name, ...worded }: NewConsentText): Promise<ConsentText> {
    const { companyId } = admin;
    const now = this.#clock.now();
    const text = { id: randomUUID(), companyId, name, madeAt: now, retiredAt: null };
    const first = versionRow({ textId: text.id, version: 1, madeAt: now }, worded);
    requireRoom([first]);
    if ((await this.#store.ofCompany(companyId)).length >= MAX_TEXTS) {
      throw new RefusedError('tooMany');
    }
    await this.#by(admin, { act: 'textAdded', textId: text.id }, async (queries) => {
      await this.#store.insert(queries, text);
      await this.#store.insertVersion(queries, first);
    });
    return textReply(text, [first]);
  }

  /** `versionConflict` if another version of this language came first. */
  async write(
    admin: Admin,
    textId: string,
    { expectedVersion, ...worded }: NewConsentTextVersion,
  ): Promise<ConsentTextVersion> {
    await this.#own(admin.companyId, textId);
    const at = { textId, version: expectedVersion + 1, madeAt: this.#clock.now() };
    const row = versionRow(at, worded);
    const detail = `${row.language} ${row.version}`;
    await this.#by(admin, { act: 'textChanged', textId, detail }, async (queries) => {
      const versions = await this.#store.versions(textId, queries);
      const newest = versions.findLast(({ language }) => language === row.language);
      if ((newest?.version ?? 0) !== expectedVersion) throw new RefusedError('versionConflict');
      if (versions.length >= MAX_VERSIONS) throw new RefusedError('tooMany');
      requireRoom([...versions, row]);
      await this.#store.insertVersion(queries, row);
    });
    return versionReply(row);
  }

  /** Retired, it is offered no more and stays readable. */
  async retire(admin: Admin, textId: string, retired: boolean): Promise<void> {
    await this.#own(admin.companyId, textId);
    const act = retired ? 'textRetired' : 'textOffered';
    const retiredAt = retired ? this.#clock.now() : null;
    await this.#by(admin, { act, textId }, (queries) =>
      this.#store.setRetired(queries, textId, retiredAt),
    );
  }

  async #by(
    { accountId, companyId }: Admin,
    { act, textId, detail }: { act: AuditAct; textId: string; detail?: string },
    work: (queries: Queries) => Promise<void>,
  ): Promise<void> {
    await this.#companies.alone(companyId, async (queries) => {
      await work(queries);
      const deed = { actor: accountId, act, subject: textId };
      await this.#audit.note(queries, companyId, {
        ...deed,
        ...(detail !== undefined && { detail }),
      });
    });
  }

  /** A text of another company does not exist for the caller (T15). */
  async #own(companyId: string, textId: string): Promise<void> {
    const text = await this.#store.find(textId);
    if (text?.companyId !== companyId) throw new RefusedError('notFound');
  }
}

/** `tooLarge` for a text that no lobby card could carry in all its languages. */
function requireRoom(versions: readonly ConsentTextVersionRow[]): void {
  const newest = versions.toSorted((a, b) => a.version - b.version);
  const texts = newest.map((row) => [row.language, versionReply(row).wording] as const);
  if (noticeRoom(Object.fromEntries(texts)) < 0) throw new RefusedError('tooLarge');
}

function versionRow(
  at: Pick<ConsentTextVersionRow, 'textId' | 'version' | 'madeAt'>,
  { language, wording }: Worded,
): ConsentTextVersionRow {
  const text = JSON.stringify(wording);
  const hash = createHash('sha256')
    .update(JSON.stringify([language, text]))
    .digest();
  return { ...at, language, wording: text, hash };
}

function textReply(row: ConsentTextRow, newest: readonly ConsentTextVersionRow[]): ConsentText {
  const { id: textId, name, retiredAt } = row;
  const own = newest.filter((version) => version.textId === textId);
  return { textId, name, retiredAt, newest: own.map((version) => versionReply(version)) };
}

function versionReply(row: ConsentTextVersionRow): ConsentTextVersion {
  const { language, version, madeAt, hash } = row;
  const wording = v.parse(ConsentWording, JSON.parse(row.wording));
  return { language, version, wording, madeAt, hash: toBase64Url(Uint8Array.from(hash)) };
}
