import * as v from 'valibot';
import { trustedWorker } from '../../e2ee/frame/trustedWorker.ts';
import workerUrl from '../preview.worker.ts?worker&url';
import type { Preview, PreviewKind } from './Preview.ts';

/** [T14] What takes longer is made to take long. */
const WATCHDOG_MS = 2_000;

const Answer = v.variant('kind', [
  v.strictObject({ kind: v.literal('picture'), bitmap: v.instance(ImageBitmap) }),
  v.strictObject({ kind: v.literal('text'), text: v.string(), cut: v.boolean() }),
  v.strictObject({
    kind: v.literal('none'),
    why: v.picklist(['kind', 'notPicture', 'notText', 'tooLarge', 'slow']),
  }),
]);

/** Decodes a file beside the page, in a worker that ends with it or after two seconds. */
export async function previewInWorker(kind: PreviewKind, bytes: Blob): Promise<Preview> {
  const worker = trustedWorker(workerUrl);
  const { promise, resolve } = Promise.withResolvers<Preview>();
  const slow = (): void => resolve({ kind: 'none', why: 'slow' });
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const answer = v.safeParse(Answer, data);
    if (answer.success) resolve(answer.output);
    else slow();
  });
  worker.addEventListener('error', slow);
  worker.postMessage({ kind, bytes });
  const timer = setTimeout(slow, WATCHDOG_MS);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
