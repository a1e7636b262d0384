import { PDFDocument, rgb, StandardFonts, type PDFImage } from '@cantoo/pdf-lib';
import type { RichBlock } from '../text/RichBlock.ts';
import type { ExportOptions, ExportPicture } from './ExportOptions.ts';
import { BlockDrawer, type EmbeddedPicture } from './pdf/drawBlocks.ts';
import { paper, PdfFlow } from './pdf/PdfFlow.ts';
import { plainInline } from './pdf/setLines.ts';

const column = { x: paper.side, width: paper.width - 2 * paper.side } as const;

/**
 * Sets a text on A4. Import this only when it is asked for: the library is large. It says nothing about who made it
 * or when; the fonts are those that every reader has.
 */
export async function asPdf(
  blocks: readonly RichBlock[],
  options: ExportOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const font = (name: StandardFonts): ReturnType<PDFDocument['embedFont']> =>
    document.embedFont(name);
  const fonts = {
    plain: await font(StandardFonts.Helvetica),
    bold: await font(StandardFonts.HelveticaBold),
    italic: await font(StandardFonts.HelveticaOblique),
    boldItalic: await font(StandardFonts.HelveticaBoldOblique),
    mono: await font(StandardFonts.Courier),
  };
  document.setTitle(options.title);
  document.setLanguage(options.words.language);
  const look = { fonts, ink: rgb(0.09, 0.11, 0.11), soft: rgb(0.6, 0.63, 0.62) };
  const flow = new PdfFlow(document, look);
  const drawer = new BlockDrawer(flow, options, await embed(document, options.pictures));
  drawer.text([plainInline(options.title)], column, { size: 22, bold: true });
  flow.gap(14);
  drawer.blocks(blocks, column);
  if (flow.replaced > 0) {
    const note = options.words.replaced({ n: flow.replaced });
    flow.gap(18);
    drawer.text([{ ...plainInline(note), italic: true }], column, { size: 8.5, bold: false });
  }
  numberPages(flow, options);
  return new Uint8Array(await document.save());
}

function numberPages(flow: PdfFlow, { words }: ExportOptions): void {
  const pages = flow.document.getPages();
  const { plain } = flow.fonts;
  for (const [at, page] of pages.entries()) {
    const text = flow.settable(words.page({ page: at + 1, of: pages.length }));
    const x = (paper.width - flow.widthOf(text, plain, 8.5)) / 2;
    page.drawText(text, { x, y: 36, font: plain, size: 8.5, color: flow.soft });
  }
}

async function embed(
  document: PDFDocument,
  pictures: ReadonlyMap<string, ExportPicture>,
): Promise<Map<string, EmbeddedPicture>> {
  const embedded = new Map<string, EmbeddedPicture>();
  for (const [fileId, picture] of pictures) {
    const image: PDFImage = await (picture.type === 'image/png'
      ? document.embedPng(picture.bytes)
      : document.embedJpg(picture.bytes));
    embedded.set(fileId, {
      // Pixels of a screen, of which 96 are an inch and 72 points.
      width: picture.width * 0.75,
      height: picture.height * 0.75,
      draw: (flow, box) => flow.page.drawImage(image, { ...box, y: flow.y }),
    });
  }
  return embedded;
}
