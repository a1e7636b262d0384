import { getCiphersuiteFromName, type CiphersuiteImpl } from 'ts-mls/crypto/ciphersuite.js';
import { getCiphersuiteImpl } from 'ts-mls/crypto/getCiphersuiteImpl.js';

/** The one suite of every group (protocol.md, head; RFC 9420 section 17.1). */
export const MLS_SUITE = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

const PRIVATE_KEY_BYTES = 32;

/** MLS over WebCrypto. Tests pass a provider that hashes without leaving the thread. */
export type CipherSuite = CiphersuiteImpl;

export async function loadCipherSuite(): Promise<CipherSuite> {
  const suite = await getCiphersuiteImpl(getCiphersuiteFromName(MLS_SUITE));
  return { ...suite, hpke: { ...suite.hpke, exportPrivateKey } };
}

/**
 * As PKCS #8, which ends with the key (RFC 8410 section 7). The library takes JSON Web Key, and some versions of
 * Firefox (140.12 is one) cannot write so what they did not make themselves, as they do not know its public half.
 */
async function exportPrivateKey(
  key: Parameters<CipherSuite['hpke']['exportPrivateKey']>[0],
): Promise<Uint8Array> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  return pkcs8.slice(-PRIVATE_KEY_BYTES);
}
