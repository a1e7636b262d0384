import { isErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';

/** The server did not answer, or something between us and it answered in its place. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** A line that loses one packet answers within this; a longer wait looks like a hung page. */
const TIMEOUT_MS = 20_000;

const Refusal = v.object({ code: v.string() });

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/api/${string}`;
  readonly body?: unknown;
}

/** Requests to this origin's API. Refusals come as RefusedError, all else as UnreachableError. */
export class HttpApi {
  readonly #fetch: typeof fetch;
  readonly #onSignedOut: () => void;
  readonly #enrol: (() => Promise<void>) | undefined;

  constructor(options: {
    fetch: typeof fetch;
    onSignedOut: () => void;
    /** Has the person set up a second factor, where the company asks for one before anything else. */
    enrol?: () => Promise<void>;
  }) {
    this.#fetch = options.fetch;
    this.#onSignedOut = options.onSignedOut;
    this.#enrol = options.enrol;
  }

  /** The answer, if it has the agreed form. */
  async ask<const S extends v.GenericSchema>(ask: Ask, answer: S): Promise<v.InferOutput<S>> {
    const body = await readJson(await this.#send(ask));
    const parsed = v.safeParse(answer, body);
    if (!parsed.success) throw new UnreachableError('not the agreed answer');
    return parsed.output;
  }

  /** For requests that are answered by having been done. */
  async tell(ask: Ask): Promise<void> {
    await this.#send(ask);
  }

  async #send(ask: Ask): Promise<Response> {
    try {
      return await this.#sendOnce(ask);
    } catch (error) {
      const missing = error instanceof RefusedError && error.code === 'secondFactorRequired';
      if (!missing || this.#enrol === undefined) throw error;
    }
    await this.#enrol();
    return this.#sendOnce(ask);
  }

  async #sendOnce({ method, path, body }: Ask): Promise<Response> {
    const response = await this.#fetchJson(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (response.ok) return response;
    const refusal = v.safeParse(Refusal, await readJson(response));
    if (!refusal.success || !isErrorCode(refusal.output.code)) {
      throw new UnreachableError(`status ${response.status}`);
    }
    if (refusal.output.code === 'signedOut') this.#onSignedOut();
    throw new RefusedError(refusal.output.code);
  }

  async #fetchJson(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetch(path, init);
    } catch (cause) {
      throw new UnreachableError('no answer', { cause });
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new UnreachableError('no JSON', { cause });
  }
}
