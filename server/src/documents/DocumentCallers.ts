import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SignIns } from '../accounts/SignIns.ts';
import type { Call } from '../http/Call.ts';
import type { Meetings } from '../meetings/Meetings.ts';
import type { DocumentCaller } from './DocumentCaller.ts';
import type { LogStore } from './LogStore.ts';
import type { MemberTokens } from './MemberTokens.ts';

export interface DocumentCallersOptions {
  readonly tokens: MemberTokens;
  readonly signIns: SignIns;
  readonly meetings: Meetings;
  readonly store: Pick<LogStore, 'accountParticipants'>;
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

  async #owner(call: Call, meetingId: MeetingId): Promise<DocumentCaller> {
    const { accountId } = await this.#options.signIns.requireAccount(call);
    await this.#options.meetings.own(accountId, meetingId);
    const participantIds = await this.#options.store.accountParticipants(meetingId);
    return { as: 'owner', meetingId, participantIds };
  }
}
