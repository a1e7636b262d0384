import { KEY_MARK, type KeyStore } from './KeyStore.ts';

interface Copied {
  /** Of all that the first store has. */
  readonly names: ReadonlySet<string>;
  /** How many of them the second one did not have. */
  readonly added: number;
}

/**
 * Brings to one store what another has. Its mark comes last: a store that was filled in part has none, and is filled again.
 * What is there already stays, or is replaced where it differs.
 */
export async function copyKeys(
  from: KeyStore,
  to: KeyStore,
  { replace }: { replace: boolean },
): Promise<Copied> {
  const names = new Set<string>();
  let added = 0;
  const copy = async (name: string): Promise<void> => {
    const sealedKey = await from.read(name);
    if (sealedKey === undefined) return; // destroyed meanwhile
    names.add(name);
    const known = await to.read(name);
    if (known === undefined) added += 1;
    else if (!replace || Buffer.from(known).equals(sealedKey)) return;
    else await to.delete(name);
    await to.create(name, sealedKey);
  };
  for await (const name of from.names()) if (name !== KEY_MARK) await copy(name);
  await copy(KEY_MARK);
  return { names, added };
}
