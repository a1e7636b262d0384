import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { isErrorCode } from '@conclave/shared/errorCodes';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { ConsentTaken, type HandInConsent } from '@conclave/shared/wire/consentApi';
import { JOIN_PROOF_HEADER } from '@conclave/shared/wire/filesApi';
import * as v from 'valibot';

/** Longer looks like a hung page; whoever waits wants to join. */
const TIMEOUT_MS = 15_000;

const Refusal = v.object({ code: v.pipe(v.string(), v.check(isErrorCode)) });

/** [G-5] Hands sealed records in. Throws a RefusedError: the server's code, or `unavailable`. */
export class ConsentApi {
  readonly #fetch: typeof fetch;
  readonly #meetingId: MeetingId;

  constructor(options: { fetch: typeof fetch; meetingId: MeetingId }) {
    this.#fetch = options.fetch;
    this.#meetingId = options.meetingId;
  }

  async handIn(joinProof: Bytes, request: HandInConsent): Promise<ConsentTaken> {
    const response = await this.#post(joinProof, request);
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const refusal = v.safeParse(Refusal, body);
      const code =
        refusal.success && isErrorCode(refusal.output.code) ? refusal.output.code : 'unavailable';
      throw new RefusedError(code);
    }
    const taken = v.safeParse(ConsentTaken, body);
    if (!taken.success) throw new RefusedError('unavailable');
    return taken.output;
  }

  async #post(joinProof: Bytes, request: HandInConsent): Promise<Response> {
    try {
      return await this.#fetch(`/api/meetings/${this.#meetingId}/consents`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [JOIN_PROOF_HEADER]: toBase64Url(joinProof),
        },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new RefusedError('unavailable', { cause });
    }
  }
}
