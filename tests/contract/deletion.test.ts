import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import { retentionRules } from '../../shared/src/dataMap/vocabulary.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { deletionReceiptText } from '../../shared/src/wire/deletionApi.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { buildCompanies } from '../../server/src/companies/buildCompanies.ts';
import { MeetingDeletion } from '../../server/src/meetings/MeetingDeletion.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { columnMap } from '../../server/src/store/columnMap.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { newFileId } from '../support/fileServer.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { random } from '../support/signers.ts';
import { testDesk } from '../support/testDesk.ts';
import { draftMeeting } from '../support/testMeeting.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };
const DAY_MS = 24 * 3_600_000;
const pepper = new Secret('p'.repeat(32));

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const { signIns } = accounts;
  const company = buildCompanies({ database, clock, signIns, mailer: undefined });
  const store = new MeetingStore(database);
  const gone: string[] = [];
  const deletion = new MeetingDeletion({
    ...{ store, clock, pepper, deleted: silent },
    gone: (id) => Promise.resolve(void gone.push(id)),
  });
  const desk = testDesk({ store, clock });
  async function organizer(invite: string | null = null) {
    const input = await new NodeBrowser('http://localhost').draftRegistration({ invite });
    await accounts.registrar.register(input, '203.0.113.77');
    return company.callers.ofAccount(input.accountId);
  }
  return { clock, database, company, deletion, desk, gone, organizer };
}

/** A meeting with something in every table that points to meetings. */
async function written(database: Database, id: MeetingId): Promise<void> {
  const insert = (table: string, row: Record<string, unknown>): Promise<unknown> => {
    const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
    const values = sql.join(Object.values(row));
    return sql`insert into ${sql.table(table)} (${names}) values (${values})`.execute(
      database.query,
    );
  };
  const document = `document of ${id}`;
  const place = { document_id: document, generation: 0, position: 1, at: 1 };
  const author = toBase64Url(random(16));
  await insert('document', {
    id: document,
    meeting_id: id,
    kind: 'chat',
    owner: '',
    generation: 0,
  });
  const notes = {
    id: `notes of ${id}`,
    meeting_id: id,
    kind: 'notes',
    owner: author,
    generation: 0,
  };
  await insert('document', notes);
  await insert('document_entry', {
    ...{ ...place, author_id: author, participant_id: author, sequence: 1 },
    ...{ hash: random(32), size: 300, sealed_entry: random(300) },
  });
  await insert('document_checkpoint', {
    ...{ ...place, author_id: author, lets_go: 0, size: 70, hash: random(32), complete: 1 },
  });
  await insert('file', {
    ...{ meeting_id: id, id: newFileId(), sealed_bytes: 4_000, chunks: 1, announced_at: 1 },
  });
}

/** Every row of every table that holds a text, wherever it stands. */
async function traces(database: Database, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of new Set(columnMap().map((column) => column.table))) {
    const rows = await sql`select * from ${sql.table(table)}`.execute(database.query);
    const hits = rows.rows.filter((row) => JSON.stringify(row).includes(text));
    found.push(...hits.map(() => table));
  }
  return found;
}

describeDatabases('deleting a meeting', (open) => {
  it('[R34, R57, R99] says by numbers what goes, and nothing of it is left in any table', async () => {
    const { database, deletion, desk, gone, organizer } = await setting(open);
    const { accountId } = await organizer();
    const [doomed, other] = [draftMeeting(), draftMeeting()];
    for (const { request, meetingId } of [doomed, other]) {
      await desk.create(accountId, request);
      await written(database, meetingId);
    }
    const before = await traces(database, other.meetingId);
    expect(await traces(database, doomed.meetingId)).toEqual(before);
    const inventory = {
      documents: [
        { kind: 'chat', count: 1, sealedBytes: 370 },
        { kind: 'notes', count: 1, sealedBytes: 0 },
      ],
      ...{ files: 1, fileBytes: 4_000, links: 2, keyRecords: 1, sessions: 0 },
    };
    expect(await deletion.inventory(doomed.meetingId)).toEqual(inventory);
    const { deleted } = await deletion.delete(doomed.meetingId);
    expect(deleted).toEqual(inventory);
    expect(await traces(database, doomed.meetingId)).toEqual([]);
    expect(await traces(database, other.meetingId)).toEqual(before);
    expect(gone).toEqual([doomed.meetingId]);
    await expect(deletion.delete(doomed.meetingId)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('[R87] gives a receipt that proves itself, and keeps a keyed hash for 65 days', async () => {
    const { clock, database, deletion, desk, organizer } = await setting(open);
    const { accountId } = await organizer();
    const [first, second] = [draftMeeting(), draftMeeting()];
    for (const { request } of [first, second]) await desk.create(accountId, request);
    const { hash, ...receipt } = await deletion.delete(first.meetingId);
    const digest = createHash('sha256').update(deletionReceiptText(receipt)).digest('base64url');
    expect(hash).toBe(digest);
    expect(receipt).toMatchObject({ meetingId: first.meetingId, deletedAt: clock.now() });
    const ledger = () => database.query.selectFrom('deletion').selectAll().execute();
    expect(await ledger()).toEqual([{ keyed_hash: receipt.ledger, at: clock.now() }]);
    const plain = createHash('sha256').update(first.meetingId).digest('base64url');
    expect(receipt.ledger).not.toBe(plain);
    clock.advance(retentionRules.deletionLedger.maxDays * DAY_MS + 1);
    const later = await deletion.delete(second.meetingId);
    expect((await ledger()).map((row) => row.keyed_hash)).toEqual([later.ledger]);
  });
});
