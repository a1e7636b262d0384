import { open } from 'node:fs/promises';

/** Afterwards what was put into a folder, or taken out of it, is so on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
