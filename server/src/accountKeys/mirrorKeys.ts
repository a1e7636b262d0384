import { copyKeys } from './copyKeys.ts';
import type { KeyStore } from './KeyStore.ts';

/**
 * Makes one store hold what another holds: what was destroyed there goes here too, but for the names to be kept. Returns
 * how many the other holds.
 */
export async function mirrorKeys(
  from: KeyStore,
  to: KeyStore,
  keep: ReadonlySet<string>,
): Promise<number> {
  const { names } = await copyKeys(from, to, { replace: true });
  for await (const name of to.names()) {
    if (!names.has(name) && !keep.has(name)) await to.delete(name);
  }
  return names.size;
}
