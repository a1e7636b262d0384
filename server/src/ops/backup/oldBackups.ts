import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fromIsoTime } from '../Clock.ts';

/** The name that a backup gives its folder, with the end that an unfinished one has. */
const NAME = /^(\d{4}-\d{2}-\d{2}T)(\d{2})-(\d{2})-(\d{2}\.\d{3}Z)(?:\.partial)?$/u;

/**
 * [R87] Removes backups from before a moment: what somebody had deleted since lies in them still. Of a folder only
 * what a backup made there itself, by its name. Returns how many.
 */
export async function removeOldBackups(under: string, before: number): Promise<number> {
  const old = (await readdir(under)).filter((name) => {
    const madeAt = momentOf(name);
    return madeAt !== undefined && madeAt < before;
  });
  for (const name of old) await rm(join(under, name), { recursive: true });
  return old.length;
}

function momentOf(name: string): number | undefined {
  const [whole, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (whole === undefined) return undefined;
  return fromIsoTime(`${day ?? ''}${hour ?? ''}:${minute ?? ''}:${second ?? ''}`);
}
