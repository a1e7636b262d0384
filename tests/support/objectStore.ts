import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { Secret } from '../../shared/src/Secret.ts';
import type { S3Settings } from '../../server/src/files/s3Settings.ts';

/** What we use of s3rver, which has no types. */
interface Emulator {
  run(): Promise<{ port: number }>;
  close(): Promise<void>;
}
type EmulatorClass = new (options: object) => Emulator;

const isEmulator = (found: unknown): found is EmulatorClass => typeof found === 'function';

export interface ObjectStore {
  readonly settings: S3Settings;
  /** As the environment has them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const BUCKET = 'conclave';

/** An object store on a free port of loopback, in a temporary folder. */
export async function startObjectStore(): Promise<ObjectStore> {
  const found: unknown = createRequire(import.meta.url)('s3rver');
  if (!isEmulator(found)) throw new Error('s3rver is not what it was');
  const directory = mkdtempSync(join(tmpdir(), 'conclave-s3-'));
  const emulator = new found({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory },
    configureBuckets: [{ name: BUCKET }],
  });
  const { port } = v.parse(v.object({ port: v.number() }), await emulator.run());
  // The emulator's only account.
  const [accessKeyId, key] = ['S3RVER', 'S3RVER'];
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    settings: {
      ...{ endpoint, region: 'us-east-1', bucket: BUCKET, accessKeyId },
      secretAccessKey: new Secret(key),
    },
    env: {
      ...{ S3_ENDPOINT: endpoint, S3_BUCKET: BUCKET },
      ...{ S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: key },
    },
    async stop() {
      await emulator.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
