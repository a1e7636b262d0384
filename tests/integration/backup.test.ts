import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as v from 'valibot';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { FileId } from '../../shared/src/ids.ts';
import { KEY_MARK } from '../../server/src/accountKeys/KeyStore.ts';
import type { BlobPlace, Blobs } from '../../server/src/files/Blobs.ts';
import { DiskBlobs } from '../../server/src/files/DiskBlobs.ts';
import { S3Blobs } from '../../server/src/files/S3Blobs.ts';
import { postgresOfRun } from '../support/databases.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import { startObjectStore } from '../support/objectStore.ts';
import { operator } from '../support/operator.ts';
import { createSchema, findPostgres } from '../support/postgres.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';

const CHUNK = random(100_000);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const placeOf = ({ meetingId }: TestMeeting): BlobPlace => ({
  meetingId,
  fileId: v.parse(FileId, toBase64Url(random(16))),
});

async function putChunk(blobs: Blobs, place: BlobPlace): Promise<void> {
  async function* body(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(CHUNK);
  }
  await blobs.put(place, { index: 0, bytes: CHUNK.length, body: body() });
}

async function chunkAt(blobs: Blobs, place: BlobPlace): Promise<Uint8Array | undefined> {
  const stream = await blobs.get(place, 0);
  return stream && new Uint8Array(await buffer(stream));
}

const diskOf = (dataDir: string): DiskBlobs => new DiskBlobs(join(dataDir, 'blobs'));

/** The only backup in a folder. */
function backupIn(folder: string): string {
  const [name = ''] = readdirSync(folder).filter((each) => each.startsWith('2'));
  return join(folder, name);
}

describe('backup and restore of the embedded database', () => {
  let server: RunningServer;
  let organizer: NodeBrowser;
  let meeting: TestMeeting;

  beforeAll(async () => {
    server = await startServer();
    organizer = await newOrganizer(server.origin);
    meeting = await createMeeting(organizer);
  });
  afterAll(() => server.remove());

  async function backUp(): Promise<{ under: string; from: string }> {
    const under = newFolder();
    const { code, output } = await operator(
      { DATA_DIR: server.dataDir },
      'backup',
      '--under',
      under,
    );
    expect(output).toContain('The backup is');
    expect(code).toBe(0);
    return { under, from: backupIn(under) };
  }

  /** A folder for an instance with the secrets of this one, which were kept apart. */
  async function newTarget(): Promise<Record<string, string> & { DATA_DIR: string }> {
    const secrets = await secretsIn(join(server.dataDir, 'secrets.json'));
    return { DATA_DIR: newFolder(), ...secrets };
  }

  /** A server on what was restored. */
  async function startOn(env: Record<string, string>): Promise<RunningServer> {
    const restored = await startServer({ env });
    onTestFinished(async () => {
      await restored.stop();
    });
    return restored;
  }

  it('[T30] gives back accounts, meetings and files, byte for byte, beside a running server', async () => {
    const place = placeOf(meeting);
    await putChunk(diskOf(server.dataDir), place);
    const { from } = await backUp();
    const target = await newTarget();
    const { code, output } = await operator(target, 'restore', '--from', from);
    expect(output).toContain('files     1 chunks, 100000 bytes');
    expect(output).toContain('keys      2 of accounts'); // with the mark of the store
    expect(code).toBe(0);
    expect(await chunkAt(diskOf(target.DATA_DIR), place)).toEqual(CHUNK);
    const restored = await startOn(target);
    // [R131] Whose name lay sealed is called by it again.
    const account = await fetch(`${restored.origin}/api/account`, {
      headers: { cookie: organizer.cookieHeader(), origin: restored.origin },
    });
    expect(await account.text()).toContain('Feldhaus');
    const { output: again } = await operator(target, 'backup', '--under', newFolder());
    expect(again).toContain('The backup is');
  });

  it('[R131] refuses to bring back accounts whose keys are gone, or without the secret that seals them', async () => {
    const { under, from } = await backUp();
    const foreign = await operator({ DATA_DIR: newFolder() }, 'restore', '--from', from);
    expect(foreign.code).toBe(1);
    expect(foreign.output).toContain('sealed under another PEPPER');
    const [keys, elsewhere] = [join(under, 'account-keys'), join(under, 'elsewhere')];
    renameSync(keys, elsewhere);
    const target = await newTarget();
    const { code, output } = await operator(target, 'restore', '--from', from);
    expect(code).toBe(1);
    expect(output).toContain('The keys of accounts are not in');
    expect(existsSync(join(target.DATA_DIR, 'conclave.db'))).toBe(false);
    renameSync(elsewhere, keys);
    expect((await operator(target, 'restore', '--from', from)).code).toBe(0);
  });

  it('[R131] keeps the copy of a key that was lost, says so, and brings it back', async () => {
    const { under } = await backUp();
    const live = join(server.dataDir, 'account-keys');
    const [name = ''] = readdirSync(live).filter((one) => one !== KEY_MARK);
    const key = readFileSync(join(live, name));
    rmSync(join(live, name));
    onTestFinished(() => writeFileSync(join(live, name), key));
    const env = { DATA_DIR: server.dataDir };
    const { code, output } = await operator(env, 'backup', '--under', under);
    expect(code).toBe(1);
    expect(output).toContain('the keys of 1 accounts');
    expect(readFileSync(join(under, 'account-keys', name))).toEqual(key);
  });

  it('refuses a backup that was changed, and touches nothing', async () => {
    const { from } = await backUp();
    appendFileSync(join(from, 'conclave.db'), 'x');
    const target = newFolder();
    const { code, output } = await operator({ DATA_DIR: target }, 'restore', '--from', from);
    expect(code).toBe(1);
    expect(output).toContain('conclave.db of the backup is missing or was changed');
    expect(existsSync(join(target, 'conclave.db'))).toBe(false);
  });

  it('refuses a backup that was never finished', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'blobs'));
    const { code, output } = await operator({ DATA_DIR: newFolder() }, 'restore', '--from', folder);
    expect(code).toBe(1);
    expect(output).toContain('no whole backup');
  });

  it('refuses to write over an instance', async () => {
    const { from } = await backUp();
    const { code, output } = await operator(
      { DATA_DIR: server.dataDir },
      'restore',
      '--from',
      from,
    );
    expect(code).toBe(1);
    expect(output).toMatch(/there already|files already/u);
  });

  it('[T30] deletes again from an old backup what was deleted since', async () => {
    const gone = await createMeeting(organizer);
    const place = placeOf(gone);
    await putChunk(diskOf(server.dataDir), place);
    const { under, from } = await backUp();
    const deleted = await organizer.send('DELETE', `/api/meetings/${gone.meetingId}`);
    expect(deleted.ok).toBe(true);
    // The next night's backup brings the ledger; here only that of the same second is looked at.
    const later = await operator({ DATA_DIR: server.dataDir }, 'backup', '--under', under);
    expect(later.output).toContain('1 deletions');

    const target = newFolder();
    const secrets = join(server.dataDir, 'secrets.json');
    const { code, output } = await operator(
      { DATA_DIR: target, ...(await secretsIn(secrets)) },
      ...['restore', '--from', from],
    );
    expect(output).toContain('deleted again: 0 companies, 0 accounts, 1 meetings');
    expect(code).toBe(0);
    expect(await chunkAt(diskOf(target), place)).toBeUndefined();
  });
});

const Secrets = v.object({ session: v.string(), pepper: v.string() });

async function secretsIn(file: string): Promise<Record<string, string>> {
  const { session, pepper } = v.parse(Secrets, JSON.parse(await readFile(file, 'utf8')));
  return { SESSION_SECRET: session, PEPPER: pepper };
}

describe.skipIf(findPostgres() === undefined)('PostgreSQL', () => {
  async function newDatabase(): Promise<string> {
    const server = await postgresOfRun();
    const name = `backup_${Buffer.from(random(6)).toString('hex')}`;
    await execute(`${server}/postgres`, `create database ${name}`);
    onTestFinished(() => execute(`${server}/postgres`, `drop database ${name} with (force)`));
    return `${server}/${name}`;
  }

  it('[T30] is backed up and restored by its own programs, all or nothing', async () => {
    const [url, target] = [await newDatabase(), await newDatabase()];
    const server = await startServer({ env: { DATABASE_URL: url } });
    onTestFinished(() => server.remove());
    const organizer = await newOrganizer(server.origin);
    const meeting = await createMeeting(organizer);
    const under = newFolder();
    const env = { DATA_DIR: server.dataDir, DATABASE_URL: url };
    const secrets = await secretsIn(join(server.dataDir, 'secrets.json'));
    expect((await operator(env, 'backup', '--under', under)).output).toContain('The backup is');
    const into = { DATA_DIR: newFolder(), DATABASE_URL: target, ...secrets };
    const restored = await operator(into, 'restore', '--from', backupIn(under));
    expect(restored.output).toContain('Restored');
    expect(await rowsOf(target, 'select id from meeting')).toEqual([{ id: meeting.meetingId }]);
    const again = await operator(into, 'restore', '--from', backupIn(under));
    expect(again.code).toBe(1);
    expect(again.output).toContain('pg_restore failed');
  });

  it('takes over an instance of SQLite and disk, with an object store, and nothing is lost', async () => {
    const old = await startServer();
    const organizer = await newOrganizer(old.origin);
    const meeting = await createMeeting(organizer);
    const place = placeOf(meeting);
    await putChunk(diskOf(old.dataDir), place);
    const objects = await startObjectStore();
    const schema = await createSchema(await postgresOfRun());
    onTestFinished(async () => {
      await old.remove();
      await objects.stop();
      await schema.remove();
    });
    const secrets = await secretsIn(join(old.dataDir, 'secrets.json'));
    const env = { DATA_DIR: newFolder(), DATABASE_URL: schema.url, ...objects.env, ...secrets };

    const running = await operator(env, 'move', '--from', old.dataDir);
    expect(running.code).toBe(1);
    expect(running.output).toContain('Another server');
    await old.stop();

    const moved = await operator(env, 'move', '--from', old.dataDir);
    expect(moved.output).toContain('files  1 chunks, 100000 bytes');
    expect(moved.output).toMatch(/^meeting +1 rows/mu);
    expect(moved.code).toBe(0);
    const blobs = new S3Blobs(objects.settings);
    onTestFinished(() => blobs.close());
    expect(await chunkAt(blobs, place)).toEqual(CHUNK);

    // Signing in proves that account, opener and vault came over, under the same pepper.
    const server = await startServer({ env });
    onTestFinished(async () => {
      await server.stop();
    });
    const list = await fetch(`${server.origin}/api/meetings`, {
      headers: { cookie: organizer.cookieHeader(), origin: server.origin },
    });
    expect(await list.text()).toContain(meeting.meetingId);
    // [R131] And what its keys open, which lie in the object store now.
    expect(moved.output).toContain('keys   2 of accounts came along');
    const account = await fetch(`${server.origin}/api/account`, {
      headers: { cookie: organizer.cookieHeader(), origin: server.origin },
    });
    expect(await account.text()).toContain('Feldhaus');

    const twice = await operator(env, 'move', '--from', old.dataDir);
    expect(twice.code).toBe(1);
    expect(twice.output).toContain('is not empty');
  });
});

async function rowsOf(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}

async function execute(url: string, statement: string): Promise<void> {
  await rowsOf(url, statement);
}
