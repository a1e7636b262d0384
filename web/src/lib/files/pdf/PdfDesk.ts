import {
  AnnotationMode,
  getDocument,
  PasswordException,
  VerbosityLevel,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
// Reads and draws in the same thread, which is a worker already.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import * as v from 'valibot';
import { MAX_TEXT, PdfTask, type PdfAnswer } from './messages.ts';
import { NoFilters, OffscreenCanvases } from './offscreen.ts';
import { scaleFor } from './scaleFor.ts';

/** Larger pictures inside of a page stay blank: 200 MB while one is decoded. */
const MAX_PICTURE_POINTS = 50_000_000;

type Answer = v.InferOutput<typeof PdfAnswer>;

/** Inside the worker: opens one PDF and draws its pages as points. */
export class PdfDesk {
  readonly #port: MessagePort;
  readonly #parts = new Map<string, PromiseWithResolvers<Uint8Array>>();
  #pdf: PDFDocumentProxy | undefined;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  start(): void {
    this.#port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#take(v.parse(PdfTask, data)).catch((error: unknown) => self.reportError(error));
    });
    this.#port.start();
    this.#tell({ kind: 'ready' });
  }

  async #take(task: v.InferOutput<typeof PdfTask>): Promise<void> {
    switch (task.kind) {
      case 'open':
        await this.#open(task.bytes);
        break;
      case 'draw':
        this.#tell(await this.#drawn(task.page, task.across));
        break;
      case 'part':
        this.#give(task.name, task.bytes);
        break;
    }
  }

  async #open(bytes: Blob): Promise<void> {
    try {
      const needs = (name: string): Promise<Uint8Array> => this.#needs(name);
      this.#pdf = await getDocument({
        data: new Uint8Array(await bytes.arrayBuffer()),
        // Letters are drawn as lines: the browser's own reader of fonts never sees the file's.
        disableFontFace: true,
        useSystemFonts: false,
        enableXfa: false,
        maxImageSize: MAX_PICTURE_POINTS,
        // Nothing is fetched in here: the page brings what this asks for, from a list.
        useWorkerFetch: false,
        cMapUrl: 'cmaps/',
        standardFontDataUrl: 'standard_fonts/',
        wasmUrl: 'wasm/',
        BinaryDataFactory: class {
          fetch({ kind, filename }: { kind: string; filename: string }): Promise<Uint8Array> {
            return needs(`${FOLDERS.get(kind) ?? ''}${filename}`);
          }
        },
        CanvasFactory: OffscreenCanvases,
        FilterFactory: NoFilters,
        verbosity: VerbosityLevel.ERRORS,
      }).promise;
      const { width, height } = (await this.#pdf.getPage(1)).getViewport({ scale: 1 });
      this.#tell({ kind: 'opened', pages: this.#pdf.numPages, ratio: height / width });
    } catch (error) {
      // A damaged file fails in as many ways as there are files.
      const why = error instanceof PasswordException ? 'password' : 'damaged';
      this.#tell({ kind: 'refused', why });
    }
  }

  async #drawn(number: number, across: number): Promise<Answer> {
    try {
      const page = await this.#pdf?.getPage(number);
      const canvas: unknown = new OffscreenCanvas(1, 1);
      if (page === undefined || !isDrawable(canvas)) return { kind: 'failed' };
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: scaleFor({ width, height }, across) });
      canvas.width = Math.max(1, Math.floor(viewport.width));
      canvas.height = Math.max(1, Math.floor(viewport.height));
      // Filled-in forms and stamps are drawn; a link is only its letters.
      const { ENABLE: annotationMode } = AnnotationMode;
      await page.render({ canvas, viewport, annotationMode }).promise;
      const bitmap = canvas.transferToImageBitmap();
      const text = await lettersOf(page);
      page.cleanup();
      return { kind: 'drawn', bitmap, ratio: height / width, text };
    } catch {
      // As above: one page may be damaged and the others not.
      return { kind: 'failed' };
    }
  }

  #needs(name: string): Promise<Uint8Array> {
    const known = this.#parts.get(name);
    if (known !== undefined) return known.promise;
    const asked = Promise.withResolvers<Uint8Array>();
    this.#parts.set(name, asked);
    this.#tell({ kind: 'needs', name });
    return asked.promise;
  }

  #give(name: string, bytes: Uint8Array | null): void {
    const asked = this.#parts.get(name);
    if (bytes === null) asked?.reject(new Error('not a part of this build'));
    else asked?.resolve(bytes);
  }

  #tell(answer: Answer): void {
    this.#port.postMessage(answer, answer.kind === 'drawn' ? [answer.bitmap] : []);
  }
}

/** Where this build has what pdf.js calls by these names. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ['cMapUrl', 'cmaps/'],
  ['standardFontDataUrl', 'standard_fonts/'],
  ['wasmUrl', 'wasm/'],
]);

/** For those who hear a page: its letters in the order of the file. */
async function lettersOf(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  let letters = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    letters += item.hasEOL ? `${item.str}\n` : item.str;
    if (letters.length > MAX_TEXT) break;
  }
  return letters.slice(0, MAX_TEXT).trim();
}

/** pdf.js draws on an offscreen canvas as well; its types know only the other kind. */
function isDrawable(canvas: unknown): canvas is HTMLCanvasElement & OffscreenCanvas {
  return canvas instanceof OffscreenCanvas;
}
