import type * as v from 'valibot';
import type { Secret } from '@conclave/shared/Secret';
import { bucket, httpUrl, keyText, optional, text } from '../ops/settings.ts';

/** Where sealed chunks lie when they lie in an object store. */
export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret<string>;
}

/** What the environment may say of it. */
export const s3Environment = {
  S3_ENDPOINT: optional(httpUrl),
  S3_REGION: optional(text, 'us-east-1'),
  S3_BUCKET: optional(bucket),
  S3_ACCESS_KEY_ID: optional(text),
  S3_SECRET_ACCESS_KEY: optional(keyText),
};

type S3Environment = v.InferOutput<v.ObjectSchema<typeof s3Environment, undefined>>;

const TOGETHER = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** Half a configuration would put files where nobody looks for them. */
export function s3Faults(given: Readonly<Record<string, string | undefined>>): string[] {
  const missing = TOGETHER.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === TOGETHER.length) return [];
  return missing.map((name) => `${name} is missing: files in S3 need ${TOGETHER.join(', ')}.`);
}

/** Undefined: files lie on the disk, under DATA_DIR. */
export function s3Of(environment: S3Environment): S3Settings | undefined {
  const {
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_BUCKET: name,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = environment;
  if (!endpoint || !name || !accessKeyId || !secretAccessKey) return undefined;
  return { endpoint, region, bucket: name, accessKeyId, secretAccessKey };
}
