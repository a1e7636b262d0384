import type { KeyStore } from './KeyStore.ts';

/** Makes one store hold what another holds, and nothing else: what was destroyed there goes here too. Returns how many. */
export async function mirrorKeys(from: KeyStore, to: KeyStore): Promise<number> {
  const names = new Set<string>();
  for await (const name of from.names()) {
    const sealedKey = await from.read(name);
    if (sealedKey === undefined) continue; // destroyed meanwhile
    names.add(name);
    await put(to, name, sealedKey);
  }
  for await (const name of to.names()) if (!names.has(name)) await to.delete(name);
  return names.size;
}

async function put(to: KeyStore, name: string, sealedKey: Uint8Array): Promise<void> {
  const known = await to.read(name);
  if (known !== undefined && Buffer.from(known).equals(sealedKey)) return;
  if (known !== undefined) await to.delete(name);
  await to.create(name, sealedKey);
}
