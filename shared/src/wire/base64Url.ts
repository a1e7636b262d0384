import * as v from 'valibot';
import { fromBase64Url } from '../bytes.ts';

/** -1 for what is not the one spelling of any byte string. */
function bytesIn(text: string): number {
  try {
    return fromBase64Url(text).length;
  } catch {
    return -1;
  }
}

/**
 * Bytes in JSON: between `min` and `max` of them as base64url. What passes can be decoded: a pattern of letters
 * alone would let through spellings that no byte string has, and the decoder throws on those.
 */
export function base64Url(min: number, max: number): v.GenericSchema<string> {
  const [least, most] = [min, max].map((bytes) => Math.ceil((bytes * 4) / 3));
  return v.pipe(
    v.string(),
    v.check((text) => {
      // The length first: nobody makes us decode more than we would keep.
      if (least === undefined || most === undefined) return false;
      if (text.length < least || text.length > most) return false;
      return bytesIn(text) >= min && bytesIn(text) <= max;
    }, 'not these bytes as base64url'),
  );
}

/** Exactly `count` bytes: keys, hashes, tokens. */
export function fixedBase64Url(count: number): v.GenericSchema<string> {
  return base64Url(count, count);
}
