import { expect, it, onTestFinished } from 'vitest';
import { loadCipherSuite } from './cipherSuite.ts';

const SEED = Uint8Array.from({ length: 32 }, (_, at) => at + 1);

it('[R128] gives a private key out as it was taken in, also where no JSON Web Key can be made of it', async () => {
  const { hpke } = await loadCipherSuite();
  const key = await hpke.importPrivateKey(SEED);
  const { subtle } = crypto;
  const exportKey = async (format: 'jwk' | 'pkcs8', exported: typeof key): Promise<unknown> => {
    if (format === 'jwk') throw new DOMException('no public half', 'OperationError');
    return SubtleCrypto.prototype.exportKey.call(subtle, format, exported);
  };
  Object.defineProperty(subtle, 'exportKey', { value: exportKey, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(subtle, 'exportKey'));
  expect(await hpke.exportPrivateKey(key)).toEqual(SEED);
});
