import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { DeletionReceipt, MeetingInventory } from '@conclave/shared/wire/deletionApi';
import { MeetingList } from '@conclave/shared/wire/meetingApi';
import type * as v from 'valibot';
import { HttpApi } from '../vault/HttpApi.ts';

/** A meeting as the server knows it: when, and whether somebody is in it. */
export type ServedMeeting = v.InferOutput<typeof MeetingList>['meetings'][number];

/** The organizer's meetings, as a list and one by one. */
export class MeetingsApi {
  readonly #http: HttpApi;

  /** To this origin. `onSignedOut`: the server says that nobody is signed in. */
  constructor(onSignedOut: () => void) {
    this.#http = new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut });
  }

  async list(): Promise<ReadonlyMap<string, ServedMeeting>> {
    const ask = { method: 'GET', path: '/api/meetings' } as const;
    const { meetings } = await this.#http.ask(ask, MeetingList);
    return new Map(meetings.map((meeting) => [meeting.meetingId, meeting]));
  }

  /** What the server has of it, by numbers. */
  inventory(meetingId: MeetingId): Promise<MeetingInventory> {
    const path = `/api/meetings/${meetingId}/inventory` as const;
    return this.#http.ask({ method: 'GET', path }, MeetingInventory);
  }

  /** Everything that the server has of it, at once. What is gone already is no error, and has no receipt. */
  async delete(meetingId: MeetingId): Promise<DeletionReceipt | undefined> {
    try {
      const ask = { method: 'DELETE', path: `/api/meetings/${meetingId}` } as const;
      return await this.#http.ask(ask, DeletionReceipt);
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== 'notFound') throw error;
      return undefined;
    }
  }
}
