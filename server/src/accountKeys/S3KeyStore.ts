import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isMissing, reaching, s3Client, unreachable } from '../files/s3Client.ts';
import type { S3Settings } from '../files/s3Settings.ts';
import { KEY_NAME, type KeyStore } from './KeyStore.ts';

const FOLDER = 'account-keys/';

/** One small object for each key, under a prefix of its own: several nodes share them. */
export class S3KeyStore implements KeyStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(settings: S3Settings) {
    this.#bucket = settings.bucket;
    this.#client = s3Client(settings);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand(this.#object(name)));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw unreachable(error);
    }
  }

  async create(name: string, sealedKey: Uint8Array): Promise<Uint8Array> {
    // Also asked before: not every store knows the condition, and none may lose a key that is there.
    const known = await this.read(name);
    if (known !== undefined) return known;
    const put = new PutObjectCommand({
      ...{ ...this.#object(name), Body: sealedKey, IfNoneMatch: '*' },
      ...{ ContentLength: sealedKey.length, ContentType: 'application/octet-stream' },
    });
    try {
      await this.#client.send(put);
    } catch (error) {
      if (!isTaken(error)) throw unreachable(error);
    }
    const stored = await this.read(name);
    if (stored === undefined) throw unreachable(new Error('the store does not have what it took'));
    return stored;
  }

  async delete(name: string): Promise<void> {
    await reaching(this.#client.send(new DeleteObjectCommand(this.#object(name))));
  }

  async *names(): AsyncIterable<string> {
    let token: string | undefined;
    do {
      const page = await reaching(
        this.#client.send(
          new ListObjectsV2Command({
            ...{ Bucket: this.#bucket, Prefix: FOLDER },
            ...(token !== undefined && { ContinuationToken: token }),
          }),
        ),
      );
      for (const { Key = '' } of page.Contents ?? []) {
        const name = Key.slice(FOLDER.length);
        if (KEY_NAME.test(name)) yield name;
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
  }

  close(): void {
    this.#client.destroy();
  }

  #object(name: string): { Bucket: string; Key: string } {
    if (!KEY_NAME.test(name)) throw new Error('not a name for a key');
    return { Bucket: this.#bucket, Key: `${FOLDER}${name}` };
  }
}

/** Another node was first. */
function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name)
  );
}
