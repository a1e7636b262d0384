import { RefusedError } from '@conclave/shared/RefusedError';
import type { MeetingId } from '@conclave/shared/ids';
import {
  SeriesTables,
  type MeetingSchedule,
  type SeriesId,
} from '@conclave/shared/wire/scheduleApi';
import { HttpApi } from '../vault/HttpApi.ts';

/** What the server keeps of plans: times of meetings, and sealed tables of series. */
export class ScheduleApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  static here(onSignedOut: () => void = () => undefined): ScheduleApi {
    return new ScheduleApi(new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut }));
  }

  async plan(meetingId: MeetingId, times: MeetingSchedule): Promise<void> {
    const path = `/api/meetings/${meetingId}/schedule` as const;
    await this.#http.tell({ method: 'PUT', path, body: times });
  }

  async putSeries(id: SeriesId, tables: SeriesTables): Promise<void> {
    await this.#http.tell({ method: 'PUT', path: `/api/series/${id}`, body: tables });
  }

  async deleteSeries(id: SeriesId): Promise<void> {
    await this.#http.tell({ method: 'DELETE', path: `/api/series/${id}` });
  }

  /** Undefined: there is no such series any more. */
  async series(id: SeriesId): Promise<SeriesTables | undefined> {
    try {
      return await this.#http.ask({ method: 'GET', path: `/api/series/${id}` }, SeriesTables);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'notFound') return undefined;
      throw error;
    }
  }
}
