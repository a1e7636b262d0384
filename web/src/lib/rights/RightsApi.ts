import {
  RequestList,
  RightsStanding,
  ServerExport,
  type Acknowledgement,
  type RequestAnswer,
  type RightsChange,
} from '@conclave/shared/wire/rightsApi';
import { HttpApi } from '../vault/HttpApi.ts';

/** What somebody who is signed in asks of the server about their own data. */
export class RightsApi {
  readonly #http: HttpApi;

  constructor(onSignedOut: () => void) {
    this.#http = new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut });
  }

  standing(): Promise<RightsStanding> {
    return this.#http.ask({ method: 'GET', path: '/api/rights' }, RightsStanding);
  }

  change(body: RightsChange): Promise<RightsStanding> {
    return this.#http.ask({ method: 'PATCH', path: '/api/rights', body }, RightsStanding);
  }

  async acknowledge(body: Acknowledgement): Promise<void> {
    await this.#http.tell({ method: 'POST', path: '/api/rights/acknowledgement', body });
  }

  export(): Promise<ServerExport> {
    return this.#http.ask({ method: 'GET', path: '/api/rights/export' }, ServerExport);
  }

  async requests(): Promise<RequestList['requests']> {
    const list = await this.#http.ask({ method: 'GET', path: '/api/rights/requests' }, RequestList);
    return list.requests;
  }

  async answer(id: string, body: RequestAnswer): Promise<void> {
    await this.#http.tell({ method: 'PUT', path: `/api/rights/requests/${id}`, body });
  }
}
