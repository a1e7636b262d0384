import { copyBytes, equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import { encodeCapabilities, type Capabilities } from 'ts-mls/capabilities.js';
import { defaultClientConfig, type ClientConfig } from 'ts-mls/clientConfig.js';
import {
  generateKeyPackageWithKey,
  type KeyPackage,
  type PrivateKeyPackage,
} from 'ts-mls/keyPackage.js';
import type { LeafNode } from 'ts-mls/leafNode.js';
import type { SigningKey } from '../crypto/sign.ts';
import { MLS_SUITE, type CipherSuite } from './cipherSuite.ts';
import { authenticationService, leafCredential } from './credential.ts';

/** The MLS signature pair of a leaf to be: a knock names it before there is a leaf. */
export interface LeafKeys {
  readonly publicKey: Bytes;
  /** PKCS #8, as MLS wants it. */
  readonly signKey: Bytes;
}

/** [P-2] The capabilities of every leaf. One that could do less would keep others from joining. */
const capabilities: Capabilities = {
  versions: ['mls10'],
  ciphersuites: [MLS_SUITE],
  extensions: [],
  proposals: [],
  credentials: ['basic'],
};

/** Key packages of ours are never published, so they do not expire. */
const lifetime = { notBefore: 0n, notAfter: 2n ** 64n - 1n };

export async function newLeafKeys(suite: CipherSuite): Promise<LeafKeys> {
  const { publicKey, signKey } = await suite.signature.keygen();
  return { publicKey: copyBytes(publicKey), signKey: copyBytes(signKey) };
}

/** Who becomes a leaf of which session. */
export interface LeafOwner {
  readonly sessionId: SessionId;
  readonly participant: SigningKey;
  readonly leafKeys: LeafKeys;
}

export async function keyPackageOf(
  suite: CipherSuite,
  { sessionId, participant, leafKeys }: LeafOwner,
): Promise<{ publicPackage: KeyPackage; privatePackage: PrivateKeyPackage }> {
  const credential = await leafCredential(sessionId, participant, leafKeys.publicKey);
  return generateKeyPackageWithKey(credential, capabilities, lifetime, [], leafKeys, suite);
}

/** What MLS is told of our rules: every credential is checked. */
export function clientConfig(sessionId: SessionId): ClientConfig {
  return { ...defaultClientConfig, authService: authenticationService(sessionId) };
}

/** [S-3] Whether a leaf is of the one shape that ours have. */
export function isLeafPlain(leaf: LeafNode): boolean {
  if (leaf.extensions.length > 0 || leaf.credential.credentialType !== 'basic') return false;
  return equalBytes(encodeCapabilities(leaf.capabilities), encodeCapabilities(capabilities));
}
