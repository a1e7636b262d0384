import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SignIns } from '../accounts/SignIns.ts';
import type { Call } from '../http/Call.ts';
import type { Meetings } from '../meetings/Meetings.ts';
import type { SummaryReaders } from '../summary/SummaryReaders.ts';
import type { DocumentCaller, ReadingCaller } from './DocumentCaller.ts';
import type { LogStore } from './LogStore.ts';
import type { MemberTokens } from './MemberTokens.ts';

export interface DocumentCallersOptions {
  readonly tokens: MemberTokens;
  readonly signIns: SignIns;
  readonly meetings: Meetings;
  readonly store: Pick<LogStore, 'accountParticipants'>;
  readonly readers: SummaryReaders;
}

/** Finds out who asks over HTTP. Whatever is not the caller's does not exist for the caller (T15). */
export class DocumentCallers {
  readonly #options: DocumentCallersOptions;

  constructor(options: DocumentCallersOptions) {
    this.#options = options;
  }

  /** [V-20] A member by its token, or the meeting's owner by the session cookie. */
  async of(call: Call, meetingId: MeetingId): Promise<DocumentCaller> {
    const authorization = call.header('authorization');
    if (authorization === undefined) return this.#owner(call, meetingId);
    const token = /^Bearer ([\w-]{43})$/u.exec(authorization)?.[1];
    const holder = token === undefined ? undefined : this.#options.tokens.holder(token);
    if (holder?.meetingId !== meetingId) throw new RefusedError('notFound');
    return { as: 'member', ...holder };
  }

  /** The same for reading alone: the link of a summary counts too [S-8]. */
  async reader(call: Call, meetingId: MeetingId): Promise<ReadingCaller> {
    const reader = await this.#options.readers.reading(call, meetingId);
    if (reader === undefined) return this.of(call, meetingId);
    const { participantId, shownUntil } = reader.summary;
    return { as: 'summary', meetingId, participantIds: [participantId], until: shownUntil };
  }

  async #owner(call: Call, meetingId: MeetingId): Promise<DocumentCaller> {
    const { accountId } = await this.#options.signIns.requireAccount(call);
    await this.#options.meetings.own(accountId, meetingId);
    const participantIds = await this.#options.store.accountParticipants(meetingId);
    return { as: 'owner', meetingId, participantIds };
  }
}
