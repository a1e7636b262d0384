import { join } from 'node:path';
import type { Blobs } from './Blobs.ts';
import { DiskBlobs } from './DiskBlobs.ts';
import type { S3Settings } from './s3Settings.ts';

export interface BlobSettings {
  readonly dataDir: string;
  readonly s3?: S3Settings | undefined;
}

/** Where sealed chunks lie as configured. A server cleans up after a crash; a command beside it must not. */
export async function openBlobs(
  { dataDir, s3 }: BlobSettings,
  { alone }: { alone: boolean },
): Promise<Blobs> {
  if (s3) {
    // Loaded here: its client is large, and most instances have a disk.
    const { S3Blobs } = await import('./S3Blobs.ts');
    return new S3Blobs(s3);
  }
  const blobs = new DiskBlobs(join(dataDir, 'blobs'));
  if (alone) await blobs.removeParts();
  return blobs;
}
