import { checkPicture } from './checkPicture.ts';
import type { Preview, PreviewKind } from './Preview.ts';

/** Longest side of what is shown. */
const SHOWN_SIDE = 2_048;
/** What of a text is shown. */
const TEXT_BYTES = 1024 * 1024;

/**
 * What can be shown of a file: points or letters, nothing that could do anything. To be called in a
 * worker that is ended when it takes too long.
 */
export function makePreview(kind: PreviewKind, bytes: Blob): Promise<Preview> {
  return kind === 'image' ? picture(bytes) : text(bytes);
}

async function picture(bytes: Blob): Promise<Preview> {
  const check = await checkPicture(bytes);
  if (check.kind !== 'fits') return { kind: 'none', why: check.kind };
  const { width, height } = check;
  const scale = Math.min(1, SHOWN_SIDE / Math.max(width, height));
  try {
    const bitmap = await createImageBitmap(bytes, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    });
    return { kind: 'picture', bitmap };
  } catch {
    // Damaged, or a kind of it that this browser does not know: every one has its own error.
    return { kind: 'none', why: 'notPicture' };
  }
}

/** Letters that are not UTF-8 become question marks; a file that is mostly those is no text. */
async function text(bytes: Blob): Promise<Preview> {
  const head = await bytes.slice(0, TEXT_BYTES).arrayBuffer();
  const letters = new TextDecoder().decode(head).replaceAll('\0', '\ufffd');
  const strange = letters.split('\ufffd').length - 1;
  if (strange > letters.length / 20) return { kind: 'none', why: 'notText' };
  return { kind: 'text', text: letters, cut: bytes.size > TEXT_BYTES };
}
