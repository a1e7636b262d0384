import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../shared/src/bytes.ts';
import { FileId, type MeetingId, type ParticipantId } from '../../shared/src/ids.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { CHUNK_TYPE } from '../../shared/src/wire/filesApi.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { summaryReaders } from '../../server/src/summary/buildSummaries.ts';
import { buildFiles, type FileParts } from '../../server/src/files/buildFiles.ts';
import type { MeetingMember } from '../../server/src/files/MeetingAccess.ts';
import { createApp } from '../../server/src/http/app.ts';
import { createOrigins } from '../../server/src/http/origins.ts';
import { fileRoutes } from '../../server/src/http/routes/files.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { Metrics } from '../../server/src/ops/Metrics.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { openTestSqlite } from './databases.ts';
import { ManualClock } from './ManualClock.ts';
import { ManualTime } from './ManualTime.ts';
import { NodeBrowser } from './NodeBrowser.ts';
import { newSigner, participantIdOf, random, type Signer } from './signers.ts';
import { draftMeeting, type TestMeeting } from './testMeeting.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

export const newFileId = (): FileId => v.parse(FileId, toBase64Url(random(16)));

/** Somebody in a session, as far as files are concerned: a token, and the key behind it. */
export interface TokenBearer {
  readonly signer: Signer;
  readonly participantId: ParticipantId;
  readonly headers: Readonly<Record<string, string>>;
}

/** The HTTP side of files alone, with a clock that stands and members who need no session. */
export class FileServer {
  readonly origin: string;
  readonly dataDir: string;
  readonly clock: ManualClock;
  readonly database: Database;
  readonly parts: FileParts;
  readonly meeting: TestMeeting;
  readonly meetingId: MeetingId;
  readonly #tokens: Map<string, MeetingMember>;

  private constructor(
    server: Omit<FileServer, 'blobBytes' | 'ask' | 'put' | 'member' | 'path'>,
    tokens: Map<string, MeetingMember>,
  ) {
    this.origin = server.origin;
    this.dataDir = server.dataDir;
    this.clock = server.clock;
    this.database = server.database;
    this.parts = server.parts;
    this.meeting = server.meeting;
    this.meetingId = server.meetingId;
    this.#tokens = tokens;
  }

  /** With one meeting. Ends with the test. */
  static async start(): Promise<FileServer> {
    const clock = new ManualClock();
    const database = await openTestSqlite(clock);
    const dataDir = mkdtempSync(join(tmpdir(), 'conclave-files-'));
    const pepper = new Secret('p'.repeat(32));
    const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
    const store = new MeetingStore(database);
    const meeting = await createMeeting(accounts, store);
    const tokens = new Map<string, MeetingMember>();
    const parts = await buildFiles({
      ...{ dataDir, database, clock, sure: clock, log, timers: new ManualTime() },
      pepper,
      ...{ meetings: store, signIns: accounts.signIns },
      access: { holder: (token) => tokens.get(token) },
      readers: summaryReaders(database, store),
    });
    const app = await createApp({
      ...{ log, metrics: new Metrics(), routes: fileRoutes(parts), webDir: dataDir },
      ...{ origins: createOrigins({ publicOrigin: undefined, tls: false }) },
      ...{ trustProxy: [], tls: undefined },
    });
    const port = await app.listen({ host: '127.0.0.1', port: 0 });
    onTestFinished(async () => {
      await parts.sweep.close();
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const { meetingId } = meeting;
    const origin = `http://127.0.0.1:${port}`;
    return new FileServer({ origin, dataDir, clock, database, parts, meeting, meetingId }, tokens);
  }

  /** Lets somebody be a member of this meeting. */
  member(meetingId: MeetingId = this.meetingId): TokenBearer {
    const signer = newSigner();
    const participantId = participantIdOf(signer);
    const token = toBase64Url(random(32));
    this.#tokens.set(token, { meetingId, participantId });
    return { signer, participantId, headers: { authorization: `Bearer ${token}` } };
  }

  path(rest: string): string {
    return `${this.origin}/api/meetings/${this.meetingId}/${rest}`;
  }

  /** Sends JSON, or nothing; answers `status code`. */
  async ask(
    who: Pick<TokenBearer, 'headers'>,
    method: string,
    at: { path: string; body?: unknown },
  ): Promise<Response> {
    const json = at.body !== undefined && { 'content-type': 'application/json' };
    return fetch(this.path(at.path), {
      method,
      headers: { origin: this.origin, ...who.headers, ...json },
      ...(at.body !== undefined && { body: JSON.stringify(at.body) }),
    });
  }

  async put(
    who: Pick<TokenBearer, 'headers'>,
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const headers = { origin: this.origin, 'content-type': CHUNK_TYPE, ...who.headers };
    return fetch(this.path(path), { method: 'PUT', headers, body: bytes });
  }

  /** What lies on the disk, temporary files included. */
  blobBytes(): number {
    const folder = join(this.dataDir, 'blobs');
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => statSync(join(folder, name)))
        .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
    } catch {
      return 0; // nothing was ever taken
    }
  }
}

async function createMeeting(
  accounts: ReturnType<typeof buildAccounts>,
  store: MeetingStore,
): Promise<TestMeeting> {
  const input = await new NodeBrowser('http://localhost').draftRegistration();
  await accounts.registrar.register(input, '203.0.113.77');
  const meeting = draftMeeting();
  const { request, host } = meeting;
  const links = request.links.map(({ kind, version, proofHash, sealedCard }) => ({
    ...{ kind, version },
    ...{ proofHash: fromBase64Url(proofHash), sealedCard: fromBase64Url(sealedCard) },
  }));
  const row = { id: meeting.meetingId, accountId: input.accountId, hostKey: host.publicKey };
  const record = { number: 1, record: fromBase64Url(request.record.record) };
  await store.transaction((queries) =>
    store.create(
      queries,
      { ...row, open: false, sealedOpenKeys: null, createdAt: 0 },
      { links, record, asksConsent: false },
    ),
  );
  return meeting;
}
