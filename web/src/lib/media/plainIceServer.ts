import type { IceServer } from '@conclave/shared/wire/media';
import type * as v from 'valibot';

/** As browsers want it: a field that is there has a value. */
export function plainIceServer({
  urls,
  username,
  credential,
}: v.InferOutput<typeof IceServer>): RTCIceServer {
  return {
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  };
}
