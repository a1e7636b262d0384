import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { toBase64Url } from '../../shared/src/bytes.ts';
import type { SessionId } from '../../shared/src/ids.ts';
import { RelayKeyId, SendId } from '../../shared/src/wire/mailApi.ts';
import {
  SUMMARY_BOX_BYTES,
  SUMMARY_ORDER_BYTES,
  SUMMARY_SELF_BYTES,
  SummaryId,
  SummaryList,
  type ArmSummary,
} from '../../shared/src/wire/summaryApi.ts';
import { Sends } from '../../server/src/mail/Sends.ts';
import { RelayKeyCache } from '../../server/src/mail/RelayKeyCache.ts';
import type { RelayLink, SealedSend } from '../../server/src/mail/RelayLink.ts';
import { ownMeetingIn } from '../../server/src/mail/organizers.ts';
import { createApp } from '../../server/src/http/app.ts';
import { createOrigins } from '../../server/src/http/origins.ts';
import { summaryRoutes, type SummaryRouteParts } from '../../server/src/http/routes/summaries.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { Metrics } from '../../server/src/ops/Metrics.ts';
import { MailStore } from '../../server/src/store/MailStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { SessionStore } from '../../server/src/store/SessionStore.ts';
import { buildSummaries, summaryReaders } from '../../server/src/summary/buildSummaries.ts';
import { onTestFinished } from 'vitest';
import { FileServer, type TokenBearer } from './fileServer.ts';
import { ManualTime } from './ManualTime.ts';
import { newSessionId, newSigner, participantIdOf, random } from './signers.ts';
import { newHead } from './TestMember.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };
const id = (): string => toBase64Url(random(16));
export const newSummaryId = (): SummaryId => v.parse(SummaryId, id());
export const DAY_MS = 24 * 3_600_000;
const LOOK_MS = 10_000;

/** A relay that takes everything, or what a test says. */
class Relay implements RelayLink {
  readonly sent: SealedSend[] = [];
  outcome: 'accepted' | 'failed' | 'unknown' = 'accepted';
  refuses: 'relayKeyOutdated' | 'malformed' | undefined;
  /** Happens before the sending begins. */
  before: () => Promise<unknown> = () => Promise.resolve();
  /** Happens while the order is on its way to the mail server. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  currentKey(): ReturnType<RelayLink['currentKey']> {
    const keyId = v.parse(RelayKeyId, id());
    return Promise.resolve({ keyId, publicKey: toBase64Url(random(32)), createdAt: 0 });
  }

  async send(
    order: SealedSend,
    watch: Parameters<RelayLink['send']>[1],
  ): ReturnType<RelayLink['send']> {
    if (this.refuses !== undefined) return this.refuses;
    watch.opened();
    await this.meanwhile();
    for (const due of order.due) {
      if (!(await watch.mayTry(due, 'hash'))) continue;
      this.sent.push(order);
      await watch.delivered(due, this.outcome);
    }
    return 'done';
  }

  system(): Promise<'accepted'> {
    return Promise.resolve('accepted');
  }
}

export interface Stage {
  readonly files: FileServer;
  readonly relay: Relay;
  readonly time: ManualTime;
  readonly ask: (
    who: Pick<TokenBearer, 'headers'>,
    method: string,
    at: { path: string; body?: unknown },
  ) => Promise<Response>;
  readonly at: string;
  readonly end: () => Promise<void>;
  /** The next session, with a record of its own. */
  readonly beginAnew: () => Promise<SessionId>;
  /** As the host ends it. */
  readonly endSession: (sessionId: SessionId) => Promise<void>;
  /** Time passes, and the sender looks every ten seconds of it, at most ten times. */
  readonly pass: (ms: number) => Promise<void>;
  readonly startAgain: () => Promise<void>;
}

/** The signed-in owner of whatever is asked for. */
export const OWNER = { headers: { authorization: 'Owner' } };

/** The routes of summaries over a real database; the relay's end of the line is a fake. */
export async function stage(perDay = 500): Promise<Stage> {
  const files = await FileServer.start();
  const { database, meetingId } = files;
  const time = new ManualTime();
  const relay = new Relay();
  const meetings = new MeetingStore(database);
  const keys = new RelayKeyCache({ link: relay, clock: time, from: 'meet@hallwerk.example' });
  const sends = new Sends({
    ...{ store: new MailStore(database), link: relay, keys, clock: time, log, perDay },
    organizerOf: async () => {
      await relay.before();
      return { name: 'Mara Feldhaus', accountName: null, address: 'mara@hallwerk.example' };
    },
    requireOwn: ownMeetingIn(meetings),
  });
  const build = (): ReturnType<typeof buildSummaries> =>
    buildSummaries({
      ...{
        database,
        meetings,
        mail: { sends },
        clock: time,
        sure: time,
        timers: time,
        log,
        perDay,
      },
    });
  let parts = build();
  const readers = summaryReaders(database, meetings);
  const callers: SummaryRouteParts['callers'] = {
    of: (call, id) =>
      call.header('authorization') === OWNER.headers.authorization
        ? Promise.resolve({ as: 'owner', meetingId: id })
        : files.parts.callers.of(call, id),
  };
  const routes = summaryRoutes({ ...parts, readers, keys, callers });
  const app = await createApp({
    ...{ log, metrics: new Metrics(), routes, webDir: files.dataDir },
    ...{ origins: createOrigins({ publicOrigin: undefined, tls: false }) },
    ...{ trustProxy: [], tls: undefined },
  });
  const port = await app.listen({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await parts.sender.close();
    await app.close();
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...{ files, relay, time },
    at: `/api/meetings/${meetingId}/summaries`,
    ask: ({ headers }, method, { path, body }) =>
      fetch(`${origin}${path}`, {
        method,
        headers: {
          origin,
          ...headers,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    async end() {
      await database.query
        .updateTable('meeting')
        .set({ ended_at: time.now() })
        .where('id', '=', meetingId)
        .execute();
    },
    async beginAnew() {
      const previous = (await meetings.newestRecord(meetingId))?.number ?? 0;
      const record = { number: previous + 1, record: random(200) };
      const leaves = new Map([[0, participantIdOf(newSigner())]]);
      const position = { head: newHead(0), recordNumber: record.number, leaves };
      const session = { meetingId, sessionId: newSessionId(), position, record, openKeys: null };
      await new SessionStore({ database, meetings, clock: time }).startSession(session);
      return session.sessionId;
    },
    async endSession(sessionId) {
      await new SessionStore({ database, meetings, clock: time }).endSession(sessionId, 'ended');
    },
    async pass(ms) {
      const looks = Math.min(ms / LOOK_MS, 10);
      for (let look = 0; look < looks; look++) {
        time.advance(ms / looks);
        await parts.sender.sweep();
      }
    },
    async startAgain() {
      await parts.sender.close();
      parts = build();
    },
  };
}

export interface Wanted {
  readonly id: SummaryId;
  readonly access: string;
  readonly body: ArmSummary;
}

export function wanted(change: Partial<ArmSummary> = {}): Wanted {
  const access = random(32);
  const filled = (size: number): string => toBase64Url(random(size));
  return {
    id: newSummaryId(),
    access: toBase64Url(access),
    body: {
      accessHash: toBase64Url(createHash('sha256').update(access).digest()),
      sealedSelf: filled(SUMMARY_SELF_BYTES),
      box: { recordNumber: 1, sealedKey: filled(SUMMARY_BOX_BYTES) },
      order: {
        sendId: v.parse(SendId, id()),
        keyId: v.parse(RelayKeyId, id()),
        sealedOrder: filled(SUMMARY_ORDER_BYTES),
      },
      ...change,
    },
  };
}

export const codeOf = async (response: Response): Promise<string> => {
  if (response.ok) return 'ok';
  return v.parse(v.object({ code: v.string() }), await response.json()).code;
};
export const arm = async (
  { ask, at }: Stage,
  who: TokenBearer,
  { id, body }: Wanted,
): Promise<string> => codeOf(await ask(who, 'PUT', { path: `${at}/${id}`, body }));
export const listed = async (
  { ask, at }: Stage,
  who: TokenBearer,
): Promise<SummaryList['summaries']> =>
  v.parse(SummaryList, await (await ask(who, 'GET', { path: at })).json()).summaries;
export const opened = (
  { ask }: Stage,
  { id, access }: Pick<Wanted, 'id' | 'access'>,
): Promise<Response> =>
  ask({ headers: { authorization: `Summary ${id}.${access}` } }, 'POST', {
    path: `/api/summaries/${id}/open`,
  });
