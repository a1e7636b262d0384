import * as v from 'valibot';
import { makePreview } from './preview/makePreview.ts';

// [T14] One file, then the page ends this worker, and sooner if it takes too long. It has no keys.

const Input = v.strictObject({ kind: v.picklist(['image', 'text']), bytes: v.instance(Blob) });

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const { kind, bytes } = v.parse(Input, data);
  makePreview(kind, bytes).then(
    (preview) => {
      const transfer = preview.kind === 'picture' ? [preview.bitmap] : [];
      self.postMessage(preview, { transfer });
    },
    (error: unknown) => self.reportError(error),
  );
});
