import { isErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import {
  CheckpointList,
  decodeLogPage,
  decodeServedCheckpoint,
  DocumentList,
  documentsPath,
  EntryAccepted,
  placeSegment,
} from '@conclave/shared/wire/documentsApi';
import { RecordList } from '@conclave/shared/wire/meetingApi';
import * as v from 'valibot';
import type { LogHead, LogPlace, LogPort, ReadPage } from '../log/LogPort.ts';

/** A page of a log on a slow line; longer looks like a server that is gone. */
const TIMEOUT_MS = 30_000;

const Refusal = v.object({ code: v.string() });

export interface HttpLogOptions {
  readonly meetingId: MeetingId;
  readonly fetch: typeof fetch;
  /** Of the connection; absent where the sign-in opens the logs. */
  readonly token?: () => Bytes | undefined;
}

/** Documents over HTTP (shared/src/wire/documentsApi). Whatever is no answer is `unavailable`. */
export class HttpLog implements Pick<
  LogPort,
  | 'heads'
  | 'records'
  | 'registerAuthor'
  | 'read'
  | 'checkpoints'
  | 'readCheckpoint'
  | 'writeCheckpoint'
> {
  readonly #options: HttpLogOptions;

  constructor(options: HttpLogOptions) {
    this.#options = options;
  }

  async heads(): Promise<readonly { place: LogPlace['place']; head: LogHead }[]> {
    return (await this.list()).documents.map(headOf);
  }

  async list(): Promise<DocumentList> {
    return v.parse(DocumentList, await this.#json(''));
  }

  async records(): Promise<readonly Bytes[]> {
    const { records } = v.parse(RecordList, await this.#json('/records'));
    return records.map(({ record }) => fromBase64Url(record));
  }

  async registerAuthor(certificate: Bytes): Promise<void> {
    await this.#post('/authors', certificate);
  }

  async append(entry: Bytes): Promise<{ position: number; at: number }> {
    return v.parse(EntryAccepted, await readJson(await this.#post('/entries', entry)));
  }

  async read({ place, generation }: LogPlace, after: number): Promise<ReadPage> {
    const query = `generation=${generation}&after=${after}`;
    const path = `/${placeSegment(place)}/log?${query}`;
    return orElse(NO_PAGE, async () => decodeLogPage(await this.#bytes(path)));
  }

  async checkpoints({ place, generation }: LogPlace): Promise<CheckpointList['checkpoints']> {
    const path = `/${placeSegment(place)}/checkpoints`;
    const list = await orElse(undefined, () => this.#json(path));
    if (list === undefined) return [];
    const served = v.parse(CheckpointList, list);
    return served.generation === generation ? served.checkpoints : [];
  }

  async readCheckpoint(
    { place }: LogPlace,
    position: number,
  ): Promise<{ certificate: Bytes; checkpoint: Bytes }> {
    const bytes = await this.#bytes(`/${placeSegment(place)}/checkpoints/${position}`);
    return decodeServedCheckpoint(bytes);
  }

  async writeCheckpoint(_at: LogPlace, checkpoint: Bytes): Promise<void> {
    await this.#post('/checkpoints', checkpoint);
  }

  async #json(path: string): Promise<unknown> {
    return readJson(await this.#ask(path, {}));
  }

  async #bytes(path: string): Promise<Bytes> {
    const response = await this.#ask(path, {});
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      throw new RefusedError('unavailable', { cause });
    }
  }

  #post(path: string, body: Bytes): Promise<Response> {
    const headers = { 'content-type': 'application/octet-stream' };
    return this.#ask(path, { method: 'POST', headers, body });
  }

  async #ask(
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: Bytes },
  ): Promise<Response> {
    const { meetingId, token } = this.#options;
    const bearer = token?.();
    // Members have nothing to ask before they have the token of their connection.
    if (token !== undefined && bearer === undefined) throw new RefusedError('notNow');
    const headers = {
      ...init.headers,
      ...(bearer !== undefined && { authorization: `Bearer ${toBase64Url(bearer)}` }),
    };
    const response = await this.#fetch(`${documentsPath(meetingId)}${path}`, { ...init, headers });
    if (response.ok) return response;
    const refusal = v.safeParse(Refusal, await readJson(response));
    const code = refusal.success ? refusal.output.code : 'unavailable';
    throw new RefusedError(isErrorCode(code) ? code : 'unavailable');
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#options.fetch(path, {
        ...init,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new RefusedError('unavailable', { cause });
    }
  }
}

export function headOf({
  place,
  generation,
  position,
  checkpoint,
}: DocumentList['documents'][number]): { place: LogPlace['place']; head: LogHead } {
  return { place, head: { generation, position, checkpoint: checkpoint ?? undefined } };
}

const NO_PAGE: ReadPage = { entries: [], end: 0, certificates: [] };

/** A document in which nobody has written anything is not there for the server. */
async function orElse<T>(nothing: T, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'notFound') return nothing;
    throw error;
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new RefusedError('unavailable', { cause });
  }
}
