import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import { base64Url } from '@conclave/shared/wire/base64Url';
import * as v from 'valibot';

/** A square of 96 points is some 4 KB. Higher makes every page of the account slower to open. */
export const MAX_PICTURE_BYTES = 12 * 1024;

/** What browsers make of a canvas, in the order in which they are tried: Safari makes no WebP. */
export const pictureTypes = ['image/webp', 'image/jpeg'] as const;

/** The account's picture as it lies in the vault: points, drawn anew and with nothing about where they come from. */
export const KeptPicture = v.strictObject({
  format: v.literal(1),
  type: v.picklist(pictureTypes),
  data: base64Url(1, MAX_PICTURE_BYTES),
});
export type KeptPicture = v.InferOutput<typeof KeptPicture>;

export async function keptPicture(type: KeptPicture['type'], drawn: Blob): Promise<KeptPicture> {
  return { format: 1, type, data: toBase64Url(new Uint8Array(await drawn.arrayBuffer())) };
}

export const pictureBlob = ({ type, data }: KeptPicture): Blob =>
  new Blob([fromBase64Url(data)], { type });
