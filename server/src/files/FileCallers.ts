import { createHash } from 'node:crypto';
import { fromBase64Url } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { HeaderKey, ROLE_HEADER, VISITOR_HEADER } from '@conclave/shared/wire/filesApi';
import {
  decodeRoleCertificate,
  ROLE_CERTIFICATE_BYTES,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import * as v from 'valibot';
import type { SignIns } from '../accounts/SignIns.ts';
import type { Call } from '../http/Call.ts';
import { requireLink } from '../meetings/requireLink.ts';
import { decoding, mayLead } from '../room/authority.ts';
import { keyId } from '../room/ed25519.ts';
import type { FileStore } from '../store/FileStore.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';
import type { SummaryReaders } from '../summary/SummaryReaders.ts';
import type { FileCaller, FileReader, Visitor } from './FileCaller.ts';
import type { MeetingAccess, MeetingMember } from './MeetingAccess.ts';

const HEADER_LETTERS = Math.ceil((ROLE_CERTIFICATE_BYTES * 4) / 3);

export interface FileCallersOptions {
  readonly access: MeetingAccess;
  readonly signIns: SignIns;
  readonly meetings: MeetingStore;
  readonly store: FileStore;
  readonly readers: SummaryReaders;
}

/** Finds out who asks. Whatever is not the caller's does not exist for the caller (T15). */
export class FileCallers {
  readonly #options: FileCallersOptions;

  constructor(options: FileCallersOptions) {
    this.#options = options;
  }

  /** [V-20] A member by its token, or the meeting's owner by the session cookie. */
  async of(call: Call, meetingId: MeetingId): Promise<FileCaller> {
    const token = bearerOf(call);
    if (token === undefined) return this.#owner(call, meetingId);
    const member = this.#options.access.holder(token);
    if (member?.meetingId !== meetingId) throw new RefusedError('notFound');
    const leads = await this.#leads(call, member);
    return { meetingId, as: 'member', participantId: member.participantId, leads };
  }

  /** The same for reading alone: the link of a summary counts too [S-8]. */
  async reader(call: Call, meetingId: MeetingId): Promise<FileReader> {
    const reader = await this.#options.readers.reading(call, meetingId);
    if (reader !== undefined) return { meetingId, until: reader.summary.shownUntil };
    await this.of(call, meetingId);
    return { meetingId, until: null };
  }

  /** [F-13] Whoever shows the join proof of a link that is in force. */
  async visitor(call: Call, meetingId: MeetingId): Promise<Visitor> {
    const visitor = v.safeParse(HeaderKey, call.header(VISITOR_HEADER));
    if (!visitor.success) throw new RefusedError('malformed');
    const link = await requireLink(call, meetingId, this.#options.meetings);
    return { meetingId, link, visitor: sha256(fromBase64Url(visitor.output)) };
  }

  async #owner(call: Call, meetingId: MeetingId): Promise<FileCaller> {
    const { accountId } = await this.#options.signIns.requireAccount(call);
    const meeting = await this.#options.meetings.find(meetingId);
    if (meeting?.accountId !== accountId) throw new RefusedError('notFound');
    return { meetingId, as: 'owner' };
  }

  /** [K-4] By a certificate of the host key for this participant, which the caller sends along. */
  async #leads(call: Call, { meetingId, participantId }: MeetingMember): Promise<boolean> {
    const certificate = certificateOf(call.header(ROLE_HEADER));
    if (certificate === undefined) return false;
    const meeting = await this.#options.meetings.find(meetingId);
    const sessionId = await this.#options.store.runningSession(meetingId);
    if (meeting === undefined || sessionId === undefined) return false;
    const scene = { meetingId, sessionId, hostKey: meeting.hostKey };
    const { participantKey } = certificate;
    const own = keyId(participantKey) === participantId;
    return own && mayLead(participantKey, { certificate, scene });
  }
}

function bearerOf(call: Call): string | undefined {
  return /^Bearer ([\w-]{43})$/u.exec(call.header('authorization') ?? '')?.[1];
}

function certificateOf(header: string | undefined): RoleCertificate | undefined {
  if (header === undefined || header.length > HEADER_LETTERS) return undefined;
  try {
    const bytes = fromBase64Url(header);
    return decoding(() => decodeRoleCertificate(bytes));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // not base64url
    throw error;
  }
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}
