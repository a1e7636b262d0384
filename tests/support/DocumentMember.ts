import * as v from 'valibot';
import { toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import {
  decodeLogPage,
  documentsPath,
  EntryAccepted,
  placeSegment,
  type LogPage,
  type PageEntry,
} from '../../shared/src/wire/documentsApi.ts';
import type { Result } from '../../shared/src/wire/peerRequests.ts';
import type { Notification } from '../../shared/src/wire/serverNotifications.ts';
import { decodeEntry } from '../../shared/src/wire/signed/documentEntry.ts';
import { DocumentWriter, unsealed } from './DocumentWriter.ts';
import { TestMember, type MemberOptions } from './TestMember.ts';

/** An entry as somebody reads it. */
interface ReadEntry {
  readonly position: number;
  readonly at: number;
  readonly content: Bytes;
}

/** A member of a real server's room with one author, who writes to documents and reads them. */
export class DocumentMember {
  readonly member: TestMember;
  readonly writer: DocumentWriter;
  opened: Result<'openDocuments'>;
  readonly heard: Notification<'documentEntry'>[] = [];

  private constructor(member: TestMember, opened: Result<'openDocuments'>) {
    this.member = member;
    this.opened = opened;
    const { participant, options } = member;
    const { meetingId } = options.meeting;
    const { recordNumber } = opened;
    this.writer = new DocumentWriter({ meetingId, participant, recordNumber });
    this.#listen();
  }

  static async start(options: MemberOptions): Promise<DocumentMember> {
    return DocumentMember.of(await TestMember.start(options));
  }

  static async join(options: MemberOptions): Promise<DocumentMember> {
    return DocumentMember.of(await TestMember.join(options));
  }

  static async of(member: TestMember): Promise<DocumentMember> {
    const opened = await member.wire.request('openDocuments', {});
    const made = new DocumentMember(member, opened);
    await made.register();
    return made;
  }

  async register(): Promise<void> {
    const { certificate } = this.writer;
    await this.member.wire.request('registerAuthor', { certificate });
  }

  /** After its member came back on another connection: the same author goes on. */
  async reopen(): Promise<void> {
    this.#listen();
    this.opened = await this.member.wire.request('openDocuments', {});
  }

  /** Writes the next entry; resolves when it is acknowledged. */
  append(of: DocumentPlace, content?: Uint8Array): Promise<Result<'appendEntry'>> {
    return this.send(this.writer.next(of, content));
  }

  send(entry: Bytes): Promise<Result<'appendEntry'>> {
    return this.member.wire.request('appendEntry', { entry });
  }

  /** A request of HTTP with this connection's token, or with what is given in its place. */
  fetch(path: string, init: RequestInit = {}, token: Bytes = this.opened.token): Promise<Response> {
    const { origin, meeting } = this.member.options;
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${toBase64Url(token)}`);
    headers.set('origin', origin);
    return fetch(`${origin}${documentsPath(meeting.meetingId)}${path}`, { ...init, headers });
  }

  post(path: string, body: Bytes): Promise<Response> {
    const headers = { 'content-type': 'application/octet-stream' };
    return this.fetch(path, { method: 'POST', body, headers });
  }

  async postEntry(entry: Bytes): Promise<EntryAccepted> {
    const response = await this.post('/entries', entry);
    return v.parse(EntryAccepted, await response.json());
  }

  async page(of: DocumentPlace, after: number, generation = 1): Promise<LogPage> {
    const query = `generation=${generation}&after=${after}`;
    const response = await this.fetch(`/${placeSegment(of)}/log?${query}`);
    if (!response.ok) throw new Error(`reading answered ${response.status}`);
    return decodeLogPage(new Uint8Array(await response.arrayBuffer()));
  }

  /** The whole log, page by page, as it is stored. */
  async entries(of: DocumentPlace, generation = 1): Promise<PageEntry[]> {
    const log: PageEntry[] = [];
    for (;;) {
      const { entries, end } = await this.page(of, log.at(-1)?.position ?? 0, generation);
      log.push(...entries);
      if (entries.length === 0 || log.at(-1)?.position === end) return log;
    }
  }

  /** The whole log as its authors meant it. */
  async read(of: DocumentPlace, generation = 1): Promise<ReadEntry[]> {
    const log = await this.entries(of, generation);
    return log.map(({ position, at, entry }) => {
      return { position, at, content: unsealed(decodeEntry(entry).sealed) };
    });
  }

  close(): void {
    this.member.close();
  }

  #listen(): void {
    this.member.wire.on('documentEntry', (payload) => this.heard.push(payload));
  }
}
