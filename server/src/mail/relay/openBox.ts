import {
  createDecipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  type KeyObject,
} from 'node:crypto';

/**
 * Opens what browsers seal to the relay: HPKE of RFC 9180 in base mode with X25519, HKDF-SHA256 and
 * AES-256-GCM. The only place on the server that opens anything; a rule lets nothing but the relay's
 * own process import it.
 */
export interface Box {
  readonly privateKey: KeyObject;
  /** The public half, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** `enc || ciphertext`, the ciphertext with its tag. */
  readonly sealed: Uint8Array;
  readonly info: Uint8Array;
  readonly associatedData: Uint8Array;
}

/** Numbers of RFC 9180 section 7. The tests open the vectors of its annex, which use the shorter key. */
export interface Aead {
  readonly id: 1 | 2;
  readonly name: 'aes-128-gcm' | 'aes-256-gcm';
  readonly keyBytes: 16 | 32;
}
const AES_256: Aead = { id: 2, name: 'aes-256-gcm', keyBytes: 32 };

const ENC_BYTES = 32;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const HASH_BYTES = 32;
const KEM = Buffer.from('KEM\x00\x20', 'latin1');
const NONE = Buffer.alloc(0);
/** DER before the 32 bytes of an X25519 public key (RFC 8410 section 4). */
const SPKI_HEAD = Buffer.from('302a300506032b656e032100', 'hex');

/** What the box holds; undefined if it is not for this key, not for this purpose, or was touched. */
export function openBox(box: Box, aead: Aead = AES_256): Buffer | undefined {
  const { sealed } = box;
  if (sealed.length < ENC_BYTES + TAG_BYTES) return undefined;
  const sharedSecret = decapsulate(box, sealed.subarray(0, ENC_BYTES));
  if (sharedSecret === undefined) return undefined;
  const { key, nonce } = schedule(sharedSecret, box.info, aead);
  const decipher = createDecipheriv(aead.name, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(box.associatedData);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const opened = decipher.update(sealed.subarray(ENC_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    return undefined; // final() throws for one reason: the tag does not fit
  }
}

/** Section 4.1. Undefined for keys that lead to a secret everybody knows (RFC 7748 section 6.1). */
function decapsulate({ privateKey, publicKey }: Box, enc: Uint8Array): Buffer | undefined {
  const key = Buffer.concat([SPKI_HEAD, enc]);
  const sender = createPublicKey({ key, format: 'der', type: 'spki' });
  let secret: Buffer;
  try {
    secret = diffieHellman({ privateKey, publicKey: sender });
  } catch {
    return undefined; // OpenSSL refuses the all-zero secret
  }
  const prk = labeledExtract(KEM, NONE, { label: 'eae_prk', value: secret });
  const context = Buffer.concat([enc, publicKey]);
  return labeledExpand(KEM, prk, { label: 'shared_secret', value: context, bytes: HASH_BYTES });
}

/** Section 5.1, base mode. */
function schedule(
  sharedSecret: Buffer,
  info: Uint8Array,
  { id, keyBytes }: Aead,
): { key: Buffer; nonce: Buffer } {
  const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.from([0, 0x20, 0, 1, 0, id])]);
  const context = Buffer.concat([
    Buffer.from([0]),
    labeledExtract(suite, NONE, { label: 'psk_id_hash', value: NONE }),
    labeledExtract(suite, NONE, { label: 'info_hash', value: info }),
  ]);
  const secret = labeledExtract(suite, sharedSecret, { label: 'secret', value: NONE });
  return {
    key: labeledExpand(suite, secret, { label: 'key', value: context, bytes: keyBytes }),
    nonce: labeledExpand(suite, secret, {
      label: 'base_nonce',
      value: context,
      bytes: NONCE_BYTES,
    }),
  };
}

interface Labeled {
  readonly label: string;
  readonly value: Uint8Array;
}

function labeledExtract(suite: Buffer, salt: Buffer, { label, value }: Labeled): Buffer {
  const parts = [Buffer.from('HPKE-v1'), suite, Buffer.from(label), value];
  return createHmac('sha256', salt).update(Buffer.concat(parts)).digest();
}

/** One round of HKDF-Expand: nothing here is longer than a hash. */
function labeledExpand(
  suite: Buffer,
  prk: Buffer,
  { label, value, bytes }: Labeled & { bytes: number },
): Buffer {
  const parts = [Buffer.from([0, bytes]), Buffer.from('HPKE-v1'), suite, Buffer.from(label), value];
  const info = Buffer.concat([...parts, Buffer.from([1])]);
  return createHmac('sha256', prk).update(info).digest().subarray(0, bytes);
}
