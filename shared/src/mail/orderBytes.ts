import * as v from 'valibot';
import { concat, fromBase64Url, fromUtf8, utf8, type Bytes } from '../bytes.ts';
import { MAX_ORDER_BYTES, ORDER_STEP_BYTES } from '../wire/mailApi.ts';
import { MailOrder, type OrderContext } from './MailOrder.ts';

/** [M-3] What an order is sealed for, and what is bound in (protocol.md, head). */
export const ORDER_PURPOSE = 'mail/order';

/** The send and the key that an order belongs to: bound in as associated data. */
export function orderContext({ sendId, keyId }: OrderContext): Bytes {
  return concat(fromBase64Url(sendId), fromBase64Url(keyId));
}

/** The relay's side of the purpose: the browser's is `sealTo` of web/src/lib/e2ee. */
export function orderInfo(): Bytes {
  return utf8(`conclave/${ORDER_PURPOSE}/v1`);
}

export function orderAssociatedData(context: Uint8Array): Bytes {
  return concat(orderInfo(), Uint8Array.of(0), context);
}

/** [M-4] An order as JSON, filled up with spaces so that its size tells little. */
export function encodeOrder(order: MailOrder): Bytes {
  const json = utf8(JSON.stringify(order));
  if (json.length > MAX_ORDER_BYTES) throw new RangeError('too long an order');
  const size = Math.ceil(json.length / ORDER_STEP_BYTES) * ORDER_STEP_BYTES;
  return concat(json, new Uint8Array(size - json.length).fill(0x20));
}

/** The order of these bytes; undefined for everything else. */
export function decodeOrder(bytes: Uint8Array): MailOrder | undefined {
  if (bytes.length > MAX_ORDER_BYTES + ORDER_STEP_BYTES) return undefined;
  try {
    const order = v.safeParse(MailOrder, JSON.parse(fromUtf8(bytes)));
    return order.success ? order.output : undefined;
  } catch {
    return undefined; // not UTF-8 or not JSON: nobody's order
  }
}
