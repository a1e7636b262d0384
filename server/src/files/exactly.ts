import { RefusedError } from '@conclave/shared/RefusedError';

/**
 * Passes a body on as long as it is not longer than it should be, and ends well only if it is not
 * shorter either. [T13] Never holds more than one piece, and asks for none after the first too many.
 */
export async function* exactly(
  bytes: number,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let left = bytes;
  for await (const piece of body) {
    left -= piece.length;
    if (left < 0) throw new RefusedError('tooLarge');
    yield piece;
  }
  if (left > 0) throw new RefusedError('malformed');
}
