import { getCiphersuiteFromName, type CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';

/** The one suite of every group (protocol.md, head; RFC 9420 section 17.1). */
export const MLS_SUITE = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

/** MLS over WebCrypto. Tests pass a provider that hashes without leaving the thread. */
export type CipherSuite = CiphersuiteImpl;

export function loadCipherSuite(): Promise<CipherSuite> {
  return getCiphersuiteImpl(getCiphersuiteFromName(MLS_SUITE));
}
