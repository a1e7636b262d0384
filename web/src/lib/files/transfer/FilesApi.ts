import { isErrorCode } from '@conclave/shared/errorCodes';
import { concat, type Bytes } from '@conclave/shared/bytes';
import type { FileId, MeetingId } from '@conclave/shared/ids';
import { FILE_CHUNK_BYTES, SEALED_CHUNK_OVERHEAD_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { CHUNK_TYPE, FileState, InboxList, type FileShape } from '@conclave/shared/wire/filesApi';
import * as v from 'valibot';
import { UnreachableError } from '../../vault/HttpApi.ts';

/** A chunk on a line of 300 kbit/s takes 28 s, and the server gives up after 30. */
const CHUNK_MS = 35_000;
const ASK_MS = 20_000;

const Refusal = v.object({ code: v.string() });

export interface FilesApiOptions {
  readonly meetingId: MeetingId;
  /** `files`, or `inbox` for who is not admitted yet. */
  readonly place: 'files' | 'inbox';
  readonly fetch: typeof fetch;
  /** What proves who asks: asked for with every request, as tokens change with the connection. */
  readonly headers: () => Readonly<Record<string, string>>;
}

export interface SealedChunk {
  readonly index: number;
  readonly sealed: Bytes;
  readonly signal?: AbortSignal;
}

interface Ask {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly chunk?: Bytes;
  readonly signal?: AbortSignal | undefined;
}

/** The files of one meeting on the server. Refusals come as RefusedError, all else as UnreachableError. */
export class FilesApi {
  readonly #options: FilesApiOptions;

  constructor(options: FilesApiOptions) {
    this.#options = options;
  }

  async announce(
    fileId: FileId,
    shape: FileShape & { readonly sealedEnvelope?: string },
  ): Promise<void> {
    const method = this.#options.place === 'inbox' ? 'POST' : 'PUT';
    await this.#send({ method, path: `/${fileId}`, json: shape });
  }

  async put(fileId: FileId, { index, sealed, signal }: SealedChunk): Promise<void> {
    const path = `/${fileId}/chunks/${index}`;
    await this.#send({ method: 'PUT', path, chunk: sealed, signal });
  }

  async state(fileId: FileId): Promise<FileState> {
    return this.#read({ method: 'GET', path: `/${fileId}/state` }, FileState);
  }

  async complete(fileId: FileId): Promise<void> {
    await this.#send({ method: 'POST', path: `/${fileId}/complete` });
  }

  async chunk(fileId: FileId, index: number, signal?: AbortSignal): Promise<Bytes> {
    const path = `/${fileId}/chunks/${index}`;
    const response = await this.#send({ method: 'GET', path, signal });
    try {
      return await boundedBytes(response, FILE_CHUNK_BYTES + SEALED_CHUNK_OVERHEAD_BYTES);
    } catch (cause) {
      throw new UnreachableError('broke off', { cause });
    }
  }

  async delete(fileId: FileId): Promise<void> {
    await this.#send({ method: 'DELETE', path: `/${fileId}` });
  }

  /** [F-13] What visitors handed in. */
  async inbox(): Promise<InboxList> {
    return this.#read({ method: 'GET', path: '' }, InboxList);
  }

  /** [F-13] It is listed. */
  async taken(fileId: FileId): Promise<void> {
    await this.#send({ method: 'POST', path: `/${fileId}/taken` });
  }

  async #read<const S extends v.GenericSchema>(ask: Ask, answer: S): Promise<v.InferOutput<S>> {
    const parsed = v.safeParse(answer, await jsonOf(await this.#send(ask)));
    if (!parsed.success) throw new UnreachableError('not the agreed answer');
    return parsed.output;
  }

  async #send(ask: Ask): Promise<Response> {
    const { meetingId, place, headers } = this.#options;
    const { method, path, json, chunk, signal } = ask;
    const timeout = AbortSignal.timeout(path.includes('/chunks/') ? CHUNK_MS : ASK_MS);
    const response = await this.#fetch(`/api/meetings/${meetingId}/${place}${path}`, {
      method,
      credentials: 'same-origin',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: { ...headers(), ...typeOf(ask) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(chunk !== undefined && { body: chunk }),
    });
    if (response.ok) return response;
    const refusal = v.safeParse(Refusal, await jsonOf(response));
    if (!refusal.success || !isErrorCode(refusal.output.code)) {
      throw new UnreachableError(`status ${response.status}`);
    }
    throw new RefusedError(refusal.output.code);
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#options.fetch(path, init);
    } catch (cause) {
      throw new UnreachableError('no answer', { cause });
    }
  }
}

/** A server that sends without end fills no memory. */
async function boundedBytes(response: Response, most: number): Promise<Bytes> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > most) throw new RangeError('longer than any chunk');
    pieces.push(piece);
  }
  return concat(...pieces);
}

function typeOf({ json, chunk }: Ask): Record<string, string> {
  if (chunk !== undefined) return { 'content-type': CHUNK_TYPE };
  return json === undefined ? {} : { 'content-type': 'application/json' };
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new UnreachableError('no JSON', { cause });
  }
}
