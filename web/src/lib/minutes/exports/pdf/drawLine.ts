import { PDFName, PDFString } from '@cantoo/pdf-lib';
import type { PdfFlow } from './PdfFlow.ts';
import type { Line } from './setLines.ts';

/** Draws one line with its baseline at the flow's place, underlines, strikes and links included. */
export function drawLine(flow: PdfFlow, line: Line, at: { x: number; size: number }): void {
  for (const run of line) {
    const x = at.x + run.x;
    flow.draw(run.text, x, { font: run.font, size: at.size, color: flow.ink });
    const across = (height: number): void =>
      flow.page.drawLine({
        start: { x, y: flow.y + height },
        end: { x: x + run.width, y: flow.y + height },
        thickness: 0.6,
        color: flow.ink,
      });
    if (run.underline || run.link !== undefined) across(-at.size * 0.14);
    if (run.strike) across(at.size * 0.28);
    if (run.link !== undefined) link(flow, run.link, { x, width: run.width, size: at.size });
  }
}

function link(
  flow: PdfFlow,
  target: string,
  { x, width, size }: { x: number; width: number; size: number },
): void {
  const annotation = flow.document.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [x, flow.y - size * 0.2, x + width, flow.y + size * 0.8],
    Border: [0, 0, 0],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(target) },
  });
  const there = flow.page.node.Annots();
  const reference = flow.document.context.register(annotation);
  if (there === undefined) {
    flow.page.node.set(PDFName.of('Annots'), flow.document.context.obj([reference]));
  } else there.push(reference);
}
