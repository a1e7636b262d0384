import { ConnectionTest, type ConnectTest } from '@conclave/shared/wire/connectionTestApi';
import { HttpApi } from '../vault/HttpApi.ts';

/** Asks the server for a way of media to try. */
export class ConnectionTestApi {
  readonly #http: HttpApi;

  constructor(http: HttpApi) {
    this.#http = http;
  }

  static here(): ConnectionTestApi {
    return new ConnectionTestApi(
      new HttpApi({ fetch: (...request) => fetch(...request), onSignedOut: () => undefined }),
    );
  }

  open(): Promise<ConnectionTest> {
    return this.#http.ask({ method: 'POST', path: '/api/connection-test' }, ConnectionTest);
  }

  async connect(testId: string, body: ConnectTest): Promise<void> {
    await this.#http.tell({ method: 'POST', path: `/api/connection-test/${testId}/connect`, body });
  }

  async end(testId: string): Promise<void> {
    await this.#http.tell({ method: 'DELETE', path: `/api/connection-test/${testId}` });
  }
}
