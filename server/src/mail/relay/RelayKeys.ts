import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RelayKeyId } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import type { Clock } from '../../ops/Clock.ts';
import {
  destroyOldKeys,
  KEY_REPLACED_MS,
  keyFileName,
  listKeys,
  openKeyFolder,
  type KeyFile,
} from '../keyFolder.ts';

const RAW_BYTES = 32;
const ID_BYTES = 16;

export interface RelayPair {
  readonly keyId: RelayKeyId;
  readonly createdAt: number;
  readonly privateKey: KeyObject;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

/** [M-2] The relay's pairs: a new one each day, none older than 72 hours. */
export class RelayKeys {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor({ folder, clock }: { folder: string; clock: Clock }) {
    this.#folder = folder;
    this.#clock = clock;
    openKeyFolder(folder);
  }

  /** The pair that browsers seal to now, made if the last one has had its day. */
  current(): RelayPair {
    const now = this.#clock.now();
    destroyOldKeys(this.#folder, now);
    const [newest] = listKeys(this.#folder);
    // One from the future would stand for ever: the clock was put back.
    const fresh = newest && newest.createdAt <= now && now - newest.createdAt < KEY_REPLACED_MS;
    return fresh ? this.#read(newest) : this.#create(now);
  }

  /** The pair of that name; undefined if it is destroyed or was never here. */
  find(keyId: string): RelayPair | undefined {
    destroyOldKeys(this.#folder, this.#clock.now());
    const file = listKeys(this.#folder).find((key) => key.keyId === keyId);
    return file && this.#read(file);
  }

  #read({ name, keyId, createdAt }: KeyFile): RelayPair {
    const key = readFileSync(join(this.#folder, name));
    const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    key.fill(0);
    const publicKey = rawHalf(createPublicKey(privateKey));
    return { keyId: v.parse(RelayKeyId, keyId), createdAt, privateKey, publicKey };
  }

  #create(createdAt: number): RelayPair {
    const { privateKey, publicKey: half } = generateKeyPairSync('x25519');
    const publicKey = rawHalf(half);
    const hash = createHash('sha256').update(publicKey).digest();
    const keyId = v.parse(RelayKeyId, hash.subarray(0, ID_BYTES).toString('base64url'));
    const der = privateKey.export({ format: 'der', type: 'pkcs8' });
    const file = join(this.#folder, keyFileName(createdAt, keyId));
    writeFileSync(file, der, { mode: 0o600, flag: 'wx', flush: true });
    der.fill(0);
    return { keyId, createdAt, privateKey, publicKey };
  }
}

function rawHalf(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-RAW_BYTES);
}
