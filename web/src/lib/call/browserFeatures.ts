import { FrameCryptor } from '../e2ee/frame/FrameCryptor.ts';

/** What a meeting cannot do without. There is no fallback: without sealing there is no call. */
export type Feature = 'frames' | 'webrtc' | 'crypto' | 'workers';

/** What this browser lacks, in the order in which it matters. */
export function missingFeatures(scope: object = globalThis): Feature[] {
  const has = (name: string): boolean => Reflect.get(scope, name) !== undefined;
  const secure = Reflect.get(scope, 'isSecureContext') === true;
  const missing: Feature[] = [];
  if (!FrameCryptor.supported(scope)) missing.push('frames');
  if (!has('RTCPeerConnection')) missing.push('webrtc');
  if (!secure || !has('SubtleCrypto')) missing.push('crypto');
  if (!has('Worker') || !has('MessageChannel')) missing.push('workers');
  return missing;
}
