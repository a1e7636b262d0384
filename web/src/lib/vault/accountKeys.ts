import { concat, equalBytes, fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { VaultValue } from './kinds.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/** Stands for the account towards other people: they seal to one pair and check signatures by the other. */
export interface AccountKeys {
  readonly agreement: Pair;
  readonly signing: Pair;
}

interface Pair {
  readonly publicKey: Bytes;
  /** Not extractable. */
  readonly privateKey: CryptoKey;
}

type Algorithm = 'X25519' | 'Ed25519';

/** PKCS#8 (RFC 8410) before the 32 bytes of a private key; only the object id differs. */
const pkcs8Head = (id: number): Bytes =>
  Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, id, 4, 0x22, 4, 0x20);
const PKCS8_HEAD = { X25519: pkcs8Head(0x6e), Ed25519: pkcs8Head(0x70) } as const;

/** Fresh pairs as they go into the vault. */
export async function newAccountKeys(): Promise<VaultValue<'accountKeys'>> {
  const agreement = await newPair('X25519');
  const signing = await newPair('Ed25519');
  return {
    format: 1,
    agreementSeed: agreement.seed,
    agreementPublic: agreement.public,
    signingSeed: signing.seed,
    signingPublic: signing.public,
  };
}

/** The pairs of the vault, ready for use and not readable any more. */
export async function importAccountKeys(item: VaultValue<'accountKeys'>): Promise<AccountKeys> {
  return {
    agreement: {
      publicKey: fromBase64Url(item.agreementPublic),
      privateKey: await importSeed('X25519', fromBase64Url(item.agreementSeed)),
    },
    signing: {
      publicKey: fromBase64Url(item.signingPublic),
      privateKey: await importSeed('Ed25519', fromBase64Url(item.signingSeed)),
    },
  };
}

/**
 * The X25519 secret shared with somebody. Refuses the all-zero one, which a worthless public key
 * brings about and which everybody knows (RFC 7748 6.1).
 */
export async function agree(privateKey: CryptoKey, publicKey: Bytes): Promise<Bytes> {
  const shared = await sharedBits(privateKey, publicKey);
  if (equalBytes(shared, new Uint8Array(shared.length)))
    throw new VaultRefusal('keyShareWorthless');
  return shared;
}

async function sharedBits(privateKey: CryptoKey, publicKey: Bytes): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey('raw', publicKey, 'X25519', false, []);
  try {
    const algorithm = { name: 'X25519', public: theirs };
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, 256));
  } catch (cause) {
    // Browsers that check by themselves throw; the others return zeros.
    throw new VaultRefusal('keyShareWorthless', { cause });
  }
}

async function newPair(algorithm: Algorithm): Promise<{ seed: string; public: string }> {
  const pair = await generate(algorithm);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { seed: toBase64Url(pkcs8.slice(-32)), public: toBase64Url(raw) };
}

async function generate(algorithm: Algorithm): Promise<CryptoKeyPair> {
  try {
    const usages: KeyUsage[] = algorithm === 'X25519' ? ['deriveBits'] : ['sign', 'verify'];
    const pair = await crypto.subtle.generateKey(algorithm, true, usages);
    if ('privateKey' in pair) return pair;
  } catch (cause) {
    throw new VaultRefusal('browserTooOld', { cause });
  }
  throw new VaultRefusal('browserTooOld');
}

function importSeed(algorithm: Algorithm, seed: Bytes): Promise<CryptoKey> {
  const usages: KeyUsage[] = algorithm === 'X25519' ? ['deriveBits'] : ['sign'];
  const pkcs8 = concat(PKCS8_HEAD[algorithm], seed);
  return crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, usages);
}
