import { t } from '../../i18n/texts.svelte.ts';
import { saveBlob } from '../../ui/saveFile.ts';
import type { BoardSession } from '../BoardSession.ts';
import { Painter, fontOf } from '../draw/Painter.ts';
import { LIGHT } from '../draw/palette.ts';
import { type Box, grow } from '../geometry/Box.ts';
import { byOrder } from '../model/readPages.ts';
import type { Shape } from '../model/Shape.ts';
import { pageName } from '../turnPage.ts';
import { marksOf, type Mark } from './marks.ts';
import type { PdfPage } from './toPdf.ts';
import { toSvg } from './toSvg.ts';

export type ExportFormat = 'png' | 'svg' | 'pdf';

/** Around what is drawn. */
const MARGIN = 32;
/** Device pixels for a board unit, if the picture does not get too large for a canvas. */
const SHARPNESS = 2;
const MOST_PIXELS = 8192;

/** What is drawn: a board on screen, or one that is opened for this alone. */
type Drawn = Pick<BoardSession, 'desk' | 'images'>;

interface Sheet {
  readonly shapes: readonly Shape[];
  readonly box: Box;
}

/** Saves the selection or else the page as a file. Always on light paper: files are printed. */
export async function saveBoard(session: BoardSession, format: ExportFormat): Promise<void> {
  const blob = await boardFile(session, format);
  const { pages, page } = session.desk.view;
  saveBlob(`${t.board.export.fileName} ${pageName(pages, page)}.${format}`, blob);
}

/** The selection or else the page as a file. */
export function boardFile(session: Drawn, format: ExportFormat): Promise<Blob> {
  return fileOf(session, sheetOf(session), format);
}

function sheetOf({ desk }: Drawn): Sheet {
  const chosen = desk.selected();
  const shapes = chosen.length > 0 ? chosen.sort(byOrder) : desk.scene.sorted();
  const box = desk.scene.boundsOf(shapes.map(({ id }) => id)) ?? { x: 0, y: 0, w: 400, h: 300 };
  return { shapes, box: grow(box, MARGIN) };
}

async function fileOf(session: Drawn, sheet: Sheet, format: ExportFormat): Promise<Blob> {
  switch (format) {
    case 'png':
      return pngOf(session, sheet);
    case 'svg':
      return svgOf(session, sheet);
    case 'pdf':
      return pdfOf(session, sheet);
  }
}

function marks({ desk }: Drawn, { shapes }: Sheet): Mark[] {
  const options = { theme: LIGHT, measure: desk.measure, ends: desk.scene.ends.bind(desk.scene) };
  return shapes.flatMap((shape) => marksOf(shape, options));
}

async function pngOf({ desk, images }: Drawn, { shapes, box }: Sheet): Promise<Blob> {
  const scale = Math.min(SHARPNESS, MOST_PIXELS / box.w, MOST_PIXELS / box.h);
  const canvas = new OffscreenCanvas(Math.ceil(box.w * scale), Math.ceil(box.h * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  for (const shape of shapes) if (shape.kind === 'image') await images.load(shape.fileId);
  context.fillStyle = LIGHT.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, -box.x * scale, -box.y * scale);
  const painter = new Painter({
    theme: LIGHT,
    measure: desk.measure,
    image: (fileId) => images.get(fileId),
    scale,
    ends: (line) => desk.scene.ends(line),
  });
  for (const shape of shapes) painter.draw(context, shape);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function svgOf(session: Drawn, sheet: Sheet): Promise<Blob> {
  const pictures = new Map<string, string>();
  for (const shape of sheet.shapes) {
    if (shape.kind !== 'image' || pictures.has(shape.fileId)) continue;
    const png = await pictureOf(session, shape.fileId);
    if (png !== undefined) pictures.set(shape.fileId, await dataAddress(png));
  }
  const text = toSvg(marks(session, sheet), { box: sheet.box, paper: LIGHT.paper, pictures });
  return new Blob([text], { type: 'image/svg+xml' });
}

async function pdfOf(session: Drawn, sheet: Sheet): Promise<Blob> {
  const { toPdf } = await import('./toPdf.ts');
  const page: PdfPage = { box: sheet.box, paper: LIGHT.paper, marks: marks(session, sheet) };
  const bytes = await toPdf([page], {
    title: t.board.export.fileName,
    picture: async (fileId) => {
      const png = await pictureOf(session, fileId);
      return png === undefined ? undefined : new Uint8Array(await png.arrayBuffer());
    },
    letters: drawLetters,
  });
  return new Blob([new Uint8Array(bytes)], { type: 'application/pdf' });
}

/** Drawn anew, so that nothing of the file but its picture goes along: no place, no camera, no script. */
async function pictureOf({ images }: Drawn, fileId: string): Promise<Blob | undefined> {
  const image = await images.load(fileId);
  if (image.kind !== 'ready') return undefined;
  const { bitmap } = image;
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function drawLetters(
  mark: Extract<Mark, { kind: 'text' }>,
): Promise<{ png: Uint8Array; w: number; h: number } | undefined> {
  const sharpness = 4;
  const measure = new OffscreenCanvas(1, 1).getContext('2d');
  if (measure === null) return undefined;
  measure.font = fontOf(mark.letters);
  const w = Math.max(1, Math.ceil(measure.measureText(mark.text).width));
  const h = Math.ceil(mark.letters * 1.4);
  const canvas = new OffscreenCanvas(w * sharpness, h * sharpness);
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.scale(sharpness, sharpness);
  context.font = fontOf(mark.letters);
  context.fillStyle = mark.color;
  context.fillText(mark.text, 0, h * 0.75);
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return { png: new Uint8Array(await blob.arrayBuffer()), w, h };
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () =>
      typeof reader.result === 'string' ? resolve(reader.result) : reject(new Error('not read'));
    reader.onerror = () => reject(new Error('not read'));
    reader.readAsDataURL(blob);
  });
}
