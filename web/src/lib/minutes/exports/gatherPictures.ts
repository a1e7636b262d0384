import type { DocumentFiles } from '../../documents/SharedDocument.ts';
import { openPicture } from '../../files/preview/openPicture.ts';
import { flatten } from '../text/outcomes.ts';
import type { RichBlock } from '../text/RichBlock.ts';
import type { ExportPicture } from './ExportOptions.ts';

/** More make files that no mail takes; those left out are named in the text. */
const MAX_PICTURES = 40;
/** Enough for a sheet of paper. */
const MAX_SIDE = 1600;

/** Opens the pictures of a text and draws each anew, so that an export carries pixels and nothing else. */
export async function gatherPictures(
  blocks: readonly RichBlock[],
  files: DocumentFiles,
): Promise<Map<string, ExportPicture>> {
  const ids = blocks
    .flatMap(flatten)
    .flatMap((block) => (block.kind === 'picture' ? block.fileId : []));
  const pictures = new Map<string, ExportPicture>();
  for (const fileId of [...new Set(ids)].slice(0, MAX_PICTURES)) {
    try {
      pictures.set(fileId, await redrawn(await openPicture(files, fileId)));
    } catch {
      continue; // not there any more, too large, or no picture: the export names it instead
    }
  }
  return pictures;
}

async function redrawn(blob: Blob): Promise<ExportPicture> {
  const bitmap = await createImageBitmap(blob);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const type = blob.type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
  const drawn = await canvas.convertToBlob({ type, quality: 0.85 });
  return { bytes: new Uint8Array(await drawn.arrayBuffer()), type, width, height };
}
