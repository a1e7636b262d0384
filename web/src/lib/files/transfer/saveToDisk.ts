import { openSaveTarget } from '../../ui/openSaveTarget.ts';
import { download, type DownloadOptions, type DownloadParts, type SealedFile } from './download.ts';

/** Brings a file to the disk. Nothing of one that does not open to its end is left. False if the person changed their mind. */
export async function saveToDisk(
  file: SealedFile,
  name: string,
  parts: DownloadParts & DownloadOptions,
): Promise<boolean> {
  const target = await openSaveTarget(name);
  if (target === undefined) return false;
  try {
    await download(file, target, parts);
    await target.keep();
    return true;
  } catch (error) {
    await target.drop();
    throw error;
  }
}
