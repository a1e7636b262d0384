import { fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import {
  RecordList,
  type CreateMeeting,
  type ReplaceLinks,
} from '@conclave/shared/wire/meetingApi';
import { HttpApi, UnreachableError } from '../vault/HttpApi.ts';

/** What the server keeps of an organizer's meetings. */
export class MeetingApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  /** To this origin, for pages that only need meetings. */
  static here(): MeetingApi {
    return new MeetingApi(
      new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut: () => undefined }),
    );
  }

  async create(meeting: CreateMeeting): Promise<void> {
    await this.#http.tell({ method: 'POST', path: '/api/meetings', body: meeting });
  }

  async replaceLinks(meetingId: MeetingId, links: ReplaceLinks): Promise<void> {
    await this.#http.tell({ method: 'PUT', path: `/api/meetings/${meetingId}/links`, body: links });
  }

  /** The newest key record; every meeting has at least one. */
  async newestRecord(meetingId: MeetingId): Promise<Bytes> {
    const { records } = await this.#http.ask(
      { method: 'GET', path: `/api/meetings/${meetingId}/records` },
      RecordList,
    );
    const newest = records.toSorted((a, b) => b.number - a.number)[0];
    if (newest === undefined) throw new UnreachableError('a meeting without records');
    return fromBase64Url(newest.record);
  }
}
