/** A pattern or a group may ask for one as large as it likes. */
const MAX_POINTS = 32_000_000;

interface Drawing {
  canvas: OffscreenCanvas | null;
  context: OffscreenCanvasRenderingContext2D | null;
}

/** Where pdf.js draws while there is no document. */
export class OffscreenCanvases {
  create(width: number, height: number): Drawing {
    check(width, height);
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }

  /** Of the canvas of a page itself. */
  getNoAlphaContext(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D | null {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }

  reset({ canvas }: Drawing, width: number, height: number): void {
    check(width, height);
    if (canvas === null) throw new RangeError('a canvas that was given back');
    canvas.width = width;
    canvas.height = height;
  }

  destroy(drawing: Drawing): void {
    if (drawing.canvas === null) return;
    drawing.canvas.width = 0;
    drawing.canvas.height = 0;
    drawing.canvas = null;
    drawing.context = null;
  }
}

function check(width: number, height: number): void {
  // Also when one of them is no number at all.
  if (width > 0 && height > 0 && width * height <= MAX_POINTS) return;
  throw new RangeError('no canvas of this size');
}

/** SVG filters need a document: pdf.js computes without them. */
export class NoFilters {
  addFilter(): string {
    return 'none';
  }

  addHCMFilter(): string {
    return 'none';
  }

  addAlphaFilter(): string {
    return 'none';
  }

  addLuminosityFilter(): string {
    return 'none';
  }

  addKnockoutFilter(): string {
    return 'none';
  }

  addHighlightHCMFilter(): string {
    return 'none';
  }

  destroy(): void {
    return undefined;
  }
}
