import * as v from 'valibot';
import { closeOff } from './pdf/closeOff.ts';
import { PdfDesk } from './pdf/PdfDesk.ts';

// [T14] Draws the pages of one PDF file. It has no keys, and nothing left to reach anything with; the
// page ends it when it takes too long. Its own channel, because pdf.js listens on the worker's.

const Start = v.strictObject({ port: v.instance(MessagePort) });

closeOff(self);

self.addEventListener(
  'message',
  ({ data }: MessageEvent<unknown>) => {
    const { port } = v.parse(Start, data);
    new PdfDesk(port).start();
  },
  { once: true },
);
