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
  try {
    return { kind: 'picture', bitmap: await shown(bytes) };
  } catch {
    // Damaged, or a kind of it that this browser does not know: every one has its own error.
    return { kind: 'none', why: 'notPicture' };
  }
}

/** Made smaller when it stands as it is to be shown: the sides of a photo's head are those before it is turned. */
async function shown(bytes: Blob): Promise<ImageBitmap> {
  const whole = await createImageBitmap(bytes);
  const { width, height } = whole;
  const scale = SHOWN_SIDE / Math.max(width, height);
  if (scale >= 1) return whole;
  const small = await createImageBitmap(whole, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'medium',
  });
  whole.close();
  return small;
}

/** Letters that are not UTF-8 become question marks; a file that is mostly those is no text. */
async function text(bytes: Blob): Promise<Preview> {
  const head = await bytes.slice(0, TEXT_BYTES).arrayBuffer();
  const letters = new TextDecoder().decode(head).replaceAll('\0', '\ufffd');
  const strange = letters.split('\ufffd').length - 1;
  if (strange > letters.length / 20) return { kind: 'none', why: 'notText' };
  return { kind: 'text', text: letters, cut: bytes.size > TEXT_BYTES };
}
