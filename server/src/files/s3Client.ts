import { S3Client } from '@aws-sdk/client-s3';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { S3Settings } from './s3Settings.ts';

/** An object store that says nothing for so long is taken for lost [T04]. */
const CONNECT_MS = 2_000;
const ANSWER_MS = 10_000;

/** A client for the store that is configured; the caller's to destroy. */
export function s3Client({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: secretAccessKey.reveal() },
    // Names in paths work with every store; names of hosts need a DNS entry for each bucket.
    forcePathStyle: true,
    // Checksums of their own kind are Amazon's alone. What we store is sealed: changed, it does not open.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS },
  });
}

/** Whether the store says that there is no such object. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name);
}

/** `unavailable` for whatever keeps the store from doing it. */
export async function reaching<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unreachable(error);
  }
}

/** Whatever the store says no to is no fault of who asked; it may work again later. */
export const unreachable = (cause: unknown): RefusedError =>
  new RefusedError('unavailable', { cause });
