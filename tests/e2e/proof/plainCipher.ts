import type { BrowserContext } from '@playwright/test';

/**
 * The control: this context's frame worker gets a WebCrypto whose `encrypt` hides nothing (the body,
 * and a tag of zeros). All else is the product: headers, key ids, packets, server. Exists in tests.
 */
export async function takeCipherOut(context: BrowserContext): Promise<void> {
  await context.route('**/frame.worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `${PLAIN}${await response.text()}`;
    await route.fulfill({ response, body });
  });
}

const PLAIN = `crypto.subtle.encrypt = async (_algorithm, _key, body) => {
  const sealed = new Uint8Array(body.byteLength + 16);
  sealed.set(new Uint8Array(body.buffer ?? body, body.byteOffset ?? 0, body.byteLength));
  return sealed.buffer;
};
`;
