import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentFiles } from '../documents/SharedDocument.ts';
import { checkPicture } from '../files/preview/checkPicture.ts';
import type { Desk } from './Desk.ts';
import type { Point } from './geometry/Box.ts';
import { newId } from './model/newId.ts';
import type { ImageShape } from './model/Shape.ts';
import { putNew } from './commands.ts';

/** What the browser decodes without running anything: no SVG, which may hold scripts and addresses. */
const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];
export const IMAGE_TYPES = TYPES.join(',');

/** On the board, a new picture is no larger than this. */
const SIDE = 480;
const STEP = 32;

const isImage = ({ type }: { readonly type: string }): boolean => TYPES.includes(type);

/** Stores pictures and puts them on the board, one beside the other. */
export async function insertImages(
  desk: Desk,
  files: DocumentFiles,
  { chosen, at }: { chosen: readonly File[]; at: Point },
): Promise<void> {
  if (desk.readonly) return;
  const images = chosen.filter(isImage);
  if (images.length < chosen.length) desk.say({ kind: 'imageFailed' });
  if (images.length === 0) return;
  desk.say({ kind: 'imageComing' });
  const shapes: ImageShape[] = [];
  for (const file of images) {
    const shift = shapes.length * STEP;
    const shape = await imageShape(desk, files, { file, at: { x: at.x + shift, y: at.y + shift } });
    if (shape !== undefined) shapes.push(shape);
  }
  if (shapes.length > 0) putNew(desk, shapes);
}

async function imageShape(
  desk: Desk,
  files: DocumentFiles,
  { file, at }: { file: File; at: Point },
): Promise<ImageShape | undefined> {
  const natural = await sizeOf(file);
  if (natural === undefined) {
    desk.say({ kind: 'imageFailed' });
    return undefined;
  }
  const page = desk.pageId;
  try {
    const { fileId, name } = await files.add(file);
    const scale = Math.min(1, SIDE / Math.max(natural.w, natural.h));
    const w = natural.w * scale;
    const h = natural.h * scale;
    return {
      id: newId(),
      kind: 'image',
      page,
      order: desk.frontOrder(),
      locked: false,
      look: { color: 'ink', size: 'm', fill: 'none', dash: 'solid' },
      place: { x: at.x - w / 2, y: at.y - h / 2, w, h, angle: 0 },
      fileId,
      text: name.slice(0, 200),
    };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    desk.say({ kind: 'noRoom' });
    return undefined;
  }
}

async function sizeOf(file: File): Promise<{ w: number; h: number } | undefined> {
  if ((await checkPicture(file)).kind !== 'fits') return undefined;
  try {
    const bitmap = await createImageBitmap(file);
    const size = { w: bitmap.width, h: bitmap.height };
    bitmap.close();
    return size;
  } catch {
    // What it says it is, it is not.
    return undefined;
  }
}
