import { join } from 'node:path';
import type { S3Settings } from '../files/s3Settings.ts';
import { DiskKeyStore } from './DiskKeyStore.ts';
import type { KeyStore } from './KeyStore.ts';

export interface KeyStoreSettings {
  readonly dataDir: string;
  /** Undefined: where files lie. */
  readonly accountKeysDir: string | undefined;
  readonly s3: S3Settings | undefined;
}

/** The folder of the keys, if they lie in one: what is configured, or beside files that lie on the disk. */
export function keyFolder({ dataDir, accountKeysDir, s3 }: KeyStoreSettings): string | undefined {
  if (accountKeysDir !== undefined) return accountKeysDir;
  return s3 === undefined ? join(dataDir, 'account-keys') : undefined;
}

/** Where the keys of accounts lie as configured. */
export async function openKeyStore(settings: KeyStoreSettings): Promise<KeyStore> {
  const folder = keyFolder(settings);
  if (folder !== undefined || settings.s3 === undefined) {
    return new DiskKeyStore(folder ?? join(settings.dataDir, 'account-keys'));
  }
  // Loaded here: its client is large, and most instances have a disk.
  const { S3KeyStore } = await import('./S3KeyStore.ts');
  return new S3KeyStore(settings.s3);
}
