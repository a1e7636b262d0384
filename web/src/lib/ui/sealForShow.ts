/** One key for as long as the page is open; it protects nothing and is never stored. */
let key: Promise<CryptoKey> | undefined;

/**
 * Seals a sentence for the start page, so that what stands there is what sealing looks like and not
 * a drawing of it. Meetings have their own keys and code (`#lib/e2ee`).
 */
export async function sealForShow(words: string): Promise<string> {
  key ??= crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(words);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, plain);
  const bytes = [...iv, ...new Uint8Array(sealed)];
  return btoa(String.fromCharCode(...bytes));
}
