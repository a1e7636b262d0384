import { createHash } from 'node:crypto';
import type { FinalStep, SessionJournal } from '../../server/src/keys/SessionJournal.ts';
import { KEPT_COMMITS } from '../../server/src/keys/Lineage.ts';
import type {
  NewSession,
  RoomStore,
  StoredLink,
  StoredMeeting,
  StoredSession,
} from '../../server/src/room/RoomStore.ts';
import type { GroupPosition } from '../../server/src/keys/GroupPosition.ts';
import { fromBase64Url, toBase64Url } from '../../shared/src/bytes.ts';
import type { MeetingId, SessionId } from '../../shared/src/ids.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { CreateMeeting, ReplaceLinks } from '../../shared/src/wire/meetingApi.ts';

interface Meeting extends Omit<StoredMeeting, 'record'> {
  readonly links: readonly (StoredLink & { proofHash: string })[];
  readonly records: ReadonlyMap<number, StoredMeeting['record']>;
}

interface Session extends StoredSession {
  readonly meetingId: MeetingId;
  readonly emptySince: number | null;
  readonly endedAt: number | null;
}

/** A RoomStore in memory. It passes the same tests as the one on a database. */
export class MemoryRoomStore implements RoomStore {
  readonly #now: () => number;
  readonly #meetings = new Map<MeetingId, Meeting>();
  readonly #sessions = new Map<SessionId, Session>();
  readonly #used = new Set<SessionId>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** There is no other server. */
  under(): this {
    return this;
  }

  create({ meetingId, hostKey, open, record, openKeys, links }: CreateMeeting): void {
    const { number } = record;
    this.#meetings.set(meetingId, {
      meetingId,
      hostKey: fromBase64Url(hostKey),
      open,
      barred: 'nobody',
      openKeys: openKeys === null ? null : fromBase64Url(openKeys),
      records: new Map([[number, { number, record: fromBase64Url(record.record) }]]),
      links: links.map((link) => ({ ...link, sealedCard: fromBase64Url(link.sealedCard) })),
    });
  }

  replaceLinks(meetingId: MeetingId, { open, openKeys, links }: ReplaceLinks): void {
    this.#change(meetingId, {
      open,
      openKeys: openKeys === null ? null : fromBase64Url(openKeys),
      links: links.map((link) => ({ ...link, sealedCard: fromBase64Url(link.sealedCard) })),
    });
  }

  meeting(meetingId: MeetingId): Promise<StoredMeeting | undefined> {
    return Promise.resolve(this.peek(meetingId));
  }

  /** A meeting, for tests that look behind the scenes. */
  peek(meetingId: MeetingId): StoredMeeting | undefined {
    const meeting = this.#meetings.get(meetingId);
    const record = [...(meeting?.records.values() ?? [])].sort((a, b) => b.number - a.number)[0];
    if (meeting === undefined || record === undefined) return undefined;
    const { hostKey, open, openKeys, barred } = meeting;
    return { meetingId, hostKey, open, openKeys, barred, record };
  }

  link(meetingId: MeetingId, proofHash: Uint8Array): Promise<StoredLink | undefined> {
    const meeting = this.#meetings.get(meetingId);
    const link = meeting?.links.find((one) => one.proofHash === toBase64Url(proofHash));
    if (link === undefined) return Promise.resolve(undefined);
    const { kind, version, sealedCard } = link;
    return Promise.resolve({ kind, version, proofHash: link.proofHash, sealedCard });
  }

  links(meetingId: MeetingId): Promise<readonly string[]> {
    const links = this.#meetings.get(meetingId)?.links ?? [];
    return Promise.resolve(links.map(({ proofHash }) => proofHash));
  }

  runningSession(meetingId: MeetingId): Promise<StoredSession | undefined> {
    return Promise.resolve(this.peekSession(meetingId));
  }

  /** The session that runs, for tests that look behind the scenes. */
  peekSession(meetingId: MeetingId): StoredSession | undefined {
    const session = this.#running(meetingId);
    if (session === undefined) return undefined;
    const { sessionId, positions, commits } = session;
    return { sessionId, positions, commits };
  }

  startSession({ meetingId, sessionId, position, record, openKeys }: NewSession): Promise<void> {
    if (this.#running(meetingId) !== undefined || this.#used.has(sessionId)) {
      return Promise.reject(new RefusedError('sessionRunning'));
    }
    this.#addKeys(meetingId, record, openKeys);
    this.#used.add(sessionId);
    const rest = { commits: [], emptySince: null, endedAt: null };
    this.#sessions.set(sessionId, { sessionId, meetingId, positions: [position], ...rest });
    return Promise.resolve();
  }

  journal(meetingId: MeetingId, sessionId: SessionId): SessionJournal {
    return {
      commitFinal: (step) => this.#commitFinal(meetingId, sessionId, step),
      isFinal: ({ commitId }) => {
        const commits = this.#sessions.get(sessionId)?.commits ?? [];
        return Promise.resolve(commits.some((commit) => commit.commitId === commitId));
      },
      headReplaced: ({ head }) => {
        this.#changeSession(sessionId, ({ positions }) => {
          const [newest, ...older] = positions;
          const same = newest?.head.epoch === head.epoch;
          return { positions: same ? [{ ...newest, head }, ...older] : positions };
        });
        return Promise.resolve();
      },
    };
  }

  endSession(sessionId: SessionId): Promise<void> {
    this.#changeSession(sessionId, () => ({ endedAt: this.#now(), positions: [], commits: [] }));
    return Promise.resolve();
  }

  setEmptySince(sessionId: SessionId, emptySince: number | null): Promise<void> {
    this.#changeSession(sessionId, () => ({ emptySince }));
    return Promise.resolve();
  }

  emptySessions(before: number): Promise<{ meetingId: MeetingId; sessionId: SessionId }[]> {
    const empty = [...this.#sessions.values()].filter(
      ({ emptySince, endedAt }) => endedAt === null && emptySince !== null && emptySince <= before,
    );
    return Promise.resolve(empty.map(({ meetingId, sessionId }) => ({ meetingId, sessionId })));
  }

  forgetEnded(before: number): Promise<void> {
    for (const { sessionId, endedAt } of this.#sessions.values()) {
      if (endedAt !== null && endedAt <= before) this.#sessions.delete(sessionId);
    }
    return Promise.resolve();
  }

  markAllEmpty(since: number): Promise<void> {
    for (const { sessionId, emptySince } of this.#sessions.values()) {
      if (emptySince === null) this.#changeSession(sessionId, () => ({ emptySince: since }));
    }
    return Promise.resolve();
  }

  #commitFinal(meetingId: MeetingId, sessionId: SessionId, step: FinalStep): Promise<void> {
    const { positions, commit, openKeys } = step;
    if (this.#sessions.get(sessionId)?.endedAt !== null) {
      return Promise.reject(new RefusedError('meetingEnded'));
    }
    this.#addKeys(meetingId, commit.record, openKeys);
    this.#changeSession(sessionId, ({ commits }) => {
      const before = commits.filter(({ epoch }) => epoch < commit.epoch);
      return { positions, commits: [...before, commit].slice(-KEPT_COMMITS) };
    });
    return Promise.resolve();
  }

  #addKeys(
    meetingId: MeetingId,
    record: NewSession['record'],
    openKeys: GroupPosition['head']['groupInfo'] | null,
  ): void {
    if (record === null && openKeys === null) return;
    const meeting = this.#meetings.get(meetingId);
    const records = new Map(meeting?.records);
    if (record !== null) records.set(record.number, record);
    this.#change(meetingId, { records, openKeys, ...(openKeys === null && { open: false }) });
  }

  #running(meetingId: MeetingId): Session | undefined {
    return [...this.#sessions.values()].find(
      (session) => session.meetingId === meetingId && session.endedAt === null,
    );
  }

  #change(meetingId: MeetingId, change: Partial<Meeting>): void {
    const meeting = this.#meetings.get(meetingId);
    if (meeting) this.#meetings.set(meetingId, { ...meeting, ...change });
  }

  #changeSession(sessionId: SessionId, change: (session: Session) => Partial<Session>): void {
    const session = this.#sessions.get(sessionId);
    if (session?.endedAt !== null) return;
    this.#sessions.set(sessionId, { ...session, ...change(session) });
  }
}

/** How the server finds a link by what a browser shows. */
export function proofHashOf(joinProof: Uint8Array): Uint8Array {
  return createHash('sha256').update(joinProof).digest();
}
