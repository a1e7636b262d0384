import type { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  type _Object as StoredObject,
} from '@aws-sdk/client-s3';
import { FileId, MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { BlobPlace, Blobs, ByteRange, IncomingChunk } from './Blobs.ts';
import { exactly } from './exactly.ts';
import { isMissing, reaching, s3Client, unreachable } from './s3Client.ts';
import type { S3Settings } from './s3Settings.ts';

const FOLDER = 'blobs';
const Place = v.object({ meetingId: MeetingId, fileId: FileId });
const CHUNK_NAME = /^\d{1,4}$/u;

/** Higher deletes a large file faster; lower spares the store. */
const DELETES_AT_ONCE = 16;

/**
 * Chunks as objects: `blobs/<meetingId>/<fileId>/<index>`. A chunk is at most a little over a
 * megabyte, so it is gathered before it is sent: an object appears whole or not at all.
 */
export class S3Blobs implements Blobs {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(settings: S3Settings) {
    this.#bucket = settings.bucket;
    this.#client = s3Client(settings);
  }

  /** Whether the store answers and has the bucket. Throws if not. */
  async ping(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
  }

  async put(place: BlobPlace, { index, bytes, body }: IncomingChunk): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const piece of exactly(bytes, body)) pieces.push(piece);
    const sealedChunk = Buffer.concat(pieces);
    const Key = keyOf(place, index);
    await reaching(
      this.#client.send(
        new PutObjectCommand({
          ...{ Bucket: this.#bucket, Key, Body: sealedChunk },
          ...{ ContentLength: bytes, ContentType: 'application/octet-stream' },
        }),
      ),
    );
  }

  async get(place: BlobPlace, index: number, range?: ByteRange): Promise<Readable | undefined> {
    const Range = range && `bytes=${range.first}-${range.last}`;
    const command = new GetObjectCommand({
      ...{ Bucket: this.#bucket, Key: keyOf(place, index) },
      ...(Range !== undefined && { Range }),
    });
    try {
      const { Body } = await this.#client.send(command);
      return isReadable(Body) ? Body : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unreachable(error);
    }
  }

  async list(place: BlobPlace): Promise<ReadonlyMap<number, number>> {
    const chunks = new Map<number, number>();
    for await (const { Key = '', Size = 0 } of this.#objects(folderOf(place))) {
      const name = Key.slice(Key.lastIndexOf('/') + 1);
      if (CHUNK_NAME.test(name)) chunks.set(Number(name), Size);
    }
    return new Map([...chunks].sort(([a], [b]) => a - b));
  }

  delete(place: BlobPlace): Promise<void> {
    return this.#deleteAll(folderOf(place));
  }

  deleteMeeting(meetingId: MeetingId): Promise<void> {
    return this.#deleteAll(`${FOLDER}/${meetingId}/`);
  }

  async *places(): AsyncIterable<BlobPlace> {
    let last = '';
    // The store lists by name, so that what belongs to one file comes together.
    for await (const { Key = '' } of this.#objects(`${FOLDER}/`)) {
      const [, meetingId, fileId] = Key.split('/');
      const place = v.safeParse(Place, { meetingId, fileId });
      if (!place.success || folderOf(place.output) === last) continue;
      last = folderOf(place.output);
      yield place.output;
    }
  }

  close(): void {
    this.#client.destroy();
  }

  async #deleteAll(prefix: string): Promise<void> {
    let deletes: Promise<unknown>[] = [];
    for await (const { Key } of this.#objects(prefix)) {
      const command = new DeleteObjectCommand({ Bucket: this.#bucket, Key });
      deletes.push(reaching(this.#client.send(command)));
      if (deletes.length < DELETES_AT_ONCE) continue;
      await Promise.all(deletes);
      deletes = [];
    }
    await Promise.all(deletes);
  }

  async *#objects(prefix: string): AsyncGenerator<StoredObject> {
    let token: string | undefined;
    do {
      const page = await reaching(
        this.#client.send(
          new ListObjectsV2Command({
            ...{ Bucket: this.#bucket, Prefix: prefix },
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        ),
      );
      yield* page.Contents ?? [];
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }
}

const folderOf = ({ meetingId, fileId }: BlobPlace): string => `${FOLDER}/${meetingId}/${fileId}/`;

const keyOf = (place: BlobPlace, index: number): string => `${folderOf(place)}${index}`;

/** In Node the body is a stream; the SDK's type has the browser's too. */
function isReadable(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body;
}
