import { ByteWriter } from '@conclave/shared/ByteWriter';
import { fromBase64Url, toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import { KDF_NOW, kdfFault, type KdfParameters } from '@conclave/shared/kdfPolicy';
import { canonicalAddress } from '@conclave/shared/wire/accountApi';
import { baseKey, deriveBytes, deriveSealingKey } from './hkdf.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/** Argon2id with parameters that have passed the bounds: 32 bytes. */
export type Argon2 = (input: Argon2Input) => Promise<Bytes>;

export interface Argon2Input {
  readonly password: Bytes;
  readonly salt: Bytes;
  readonly memoryKib: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** What a password or a kit gives: one half proves, the other opens. Neither tells of the other. */
export interface OpenerKeys {
  /** Goes to the server, base64url. */
  readonly authKey: string;
  /** Stays here and opens the vault key. */
  readonly wrapKey: CryptoKey;
}

/** The parameters of a new password: today's cost, a fresh salt. */
export function freshKdf(): KdfParameters {
  return { ...KDF_NOW, salt: toBase64Url(crypto.getRandomValues(new Uint8Array(16))) };
}

/**
 * Derives both keys. Refuses parameters outside the bounds before anything is computed or sent: a
 * server that lowers them could guess the password from what it would be sent.
 */
export async function keysFromPassword(
  { password, address, kdf }: { password: string; address: string; kdf: KdfParameters },
  argon2: Argon2,
): Promise<OpenerKeys> {
  const fault = kdfFault(kdf);
  if (fault !== undefined) throw new VaultRefusal(fault);
  const { memoryKib, iterations, parallelism } = kdf;
  const salt = await boundSalt(kdf.salt, address);
  const clear = utf8(password.normalize('NFKC'));
  const stretched = await argon2({ password: clear, salt, memoryKib, iterations, parallelism });
  return openerKeys(await baseKey(stretched), 'password');
}

/** From the 160 random bits of a recovery kit, which nobody can guess: no stretching. */
export async function keysFromKit(kit: Bytes): Promise<OpenerKeys> {
  return openerKeys(await baseKey(kit), 'kit');
}

async function openerKeys(base: CryptoKey, opener: 'password' | 'kit'): Promise<OpenerKeys> {
  const authKey = toBase64Url(await deriveBytes(base, `conclave/vault/v1/${opener}/auth`));
  return { authKey, wrapKey: await deriveSealingKey(base, `conclave/vault/v1/${opener}/wrap`) };
}

/**
 * The address is mixed into the server's salt. Otherwise a server could send everybody the same
 * salt and look the answers up in one table prepared for it.
 */
async function boundSalt(salt: string, address: string): Promise<Bytes> {
  const bytes = new ByteWriter()
    .text('conclave/vault/v1/salt')
    .bytes(fromBase64Url(salt))
    .text(canonicalAddress(address))
    .end();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 16).slice();
}
