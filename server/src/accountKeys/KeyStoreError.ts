/** Keys and database do not belong together; the message says what to do. */
export class KeyStoreError extends Error {
  override readonly name = 'KeyStoreError';
}
