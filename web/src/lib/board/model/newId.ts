const SIGNS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** 16 signs of 36, which is 82 bits: nobody meets the same id twice. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
}
