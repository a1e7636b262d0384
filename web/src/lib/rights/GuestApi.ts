import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { JOIN_PROOF_HEADER } from '@conclave/shared/wire/filesApi';
import { RequestStage, ServedCard, type NewRequest } from '@conclave/shared/wire/rightsApi';
import type * as v from 'valibot';
import { HttpApi } from '../vault/HttpApi.ts';

/** [R108] What the holder of a link asks of the server about a meeting, by the link's own proof. */
export class GuestApi {
  readonly #http: HttpApi;

  constructor(joinProof?: Bytes) {
    this.#http = new HttpApi({
      fetch: (path, init) => fetch(path, { ...init, headers: withProof(init?.headers, joinProof) }),
      onSignedOut: () => undefined,
    });
  }

  card(meetingId: MeetingId): Promise<v.InferOutput<typeof ServedCard>> {
    return this.#http.ask({ method: 'GET', path: `/api/meetings/${meetingId}/card` }, ServedCard);
  }

  hand(meetingId: MeetingId, body: NewRequest): Promise<RequestStage> {
    const path = `/api/meetings/${meetingId}/requests` as const;
    return this.#http.ask({ method: 'POST', path, body }, RequestStage);
  }

  look(token: string): Promise<RequestStage> {
    const ask = { method: 'POST', path: '/api/requests/look', body: { token } } as const;
    return this.#http.ask(ask, RequestStage);
  }
}

function withProof(init: HeadersInit | undefined, joinProof: Bytes | undefined): Headers {
  const headers = new Headers(init);
  if (joinProof !== undefined) headers.set(JOIN_PROOF_HEADER, toBase64Url(joinProof));
  return headers;
}
