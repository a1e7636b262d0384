import * as v from 'valibot';
import { expect, it } from 'vitest';
import { utf8, type Bytes } from '../bytes.ts';
import { RecipientId } from '../wire/mailApi.ts';
import type { MailOrder } from './MailOrder.ts';
import { decodeOrder, encodeOrder } from './orderBytes.ts';

const id = v.parse(RecipientId, 'A'.repeat(22));
const link = `https://meet.example/s/${id}#${'s'.repeat(43)}`;
const content = { template: 'summary', language: 'en', link, code: false } as const;
const order: MailOrder = {
  content,
  recipients: [{ id, address: 'ilse@meet.example', name: null }],
};
const sealed = (altered: unknown): Bytes => utf8(JSON.stringify(altered));

it('[S-3, S-15] an order of a summary with a text in it is no order', () => {
  expect(decodeOrder(encodeOrder(order))).toEqual(order);
  for (const field of ['text', 'topic', 'content', 'html', 'subject', 'blocks']) {
    const said = { ...content, [field]: 'Your account is locked.' };
    expect(decodeOrder(sealed({ ...order, content: said }))).toBeUndefined();
    expect(decodeOrder(sealed({ ...order, [field]: 'Your account is locked.' }))).toBeUndefined();
  }
  const named = { ...content, template: 'full' };
  expect(decodeOrder(sealed({ ...order, content: named }))).toBeUndefined();
});
