import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { RequestId, SessionId } from '@conclave/shared/ids';
import * as v from 'valibot';

export function randomBytes(size: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(size));
}

export function newRequestId(): RequestId {
  return v.parse(RequestId, toBase64Url(randomBytes(16)));
}

export function newSessionId(): SessionId {
  return v.parse(SessionId, toBase64Url(randomBytes(16)));
}
