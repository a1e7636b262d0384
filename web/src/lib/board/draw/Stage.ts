import type { Desk } from '../Desk.ts';
import type { Draft, Repaint } from '../DeskView.ts';
import type { Box } from '../geometry/Box.ts';
import { byOrder } from '../model/readPages.ts';
import type { Shape } from '../model/Shape.ts';
import { drawCursors, drawOthersStrokes } from './drawOthers.ts';
import type { Camera } from './camera.ts';
import { drawPaper } from './drawPaper.ts';
import { drawSelection } from './drawSelection.ts';
import type { ImageStore } from './ImageStore.ts';
import { strokeOutline, traceOutline } from './inkPath.ts';
import type { OtherPerson } from './OtherPerson.ts';
import { lettersArrived, Painter, type Canvas2D } from './Painter.ts';
import { HIGHLIGHT, inkColor, type Theme } from './palette.ts';
import { TileCache } from './TileCache.ts';
import { highlighterWidth, penWidth } from './widths.ts';

/** While the zoom changes, the tiles of the old one are stretched; new ones are drawn when it rests this long. */
const ZOOM_RESTS_MS = 140;
/** More changed shapes than this are not shown twice while their tiles are drawn. */
const MOST_SETTLING = 300;

export interface StageOptions {
  readonly desk: Desk;
  readonly base: HTMLCanvasElement;
  readonly live: HTMLCanvasElement;
  readonly images: ImageStore;
  readonly others: () => readonly OtherPerson[];
  readonly theme: Theme;
  /** Everything in view is drawn. */
  readonly onSettled: () => void;
}

/** Draws the desk on two canvases: finished shapes from tiles, and above them what moves. */
export class Stage {
  readonly #options: StageOptions;
  readonly #base: CanvasRenderingContext2D;
  readonly #live: CanvasRenderingContext2D;
  readonly #stopListening: () => void;
  #theme: Theme;
  #tiles: TileCache;
  /** Tiles of the zoom before, shown below until the new ones are drawn. */
  #oldTiles: TileCache | undefined;
  /** Changed shapes whose tiles are not drawn again yet. */
  readonly #settling = new Set<string>();
  #baseDue = true;
  /** From where the shapes were looked at when they were put together. */
  #shownFrom: Camera | undefined;
  #frame: number | undefined;
  #lastZoom = 0;
  #zoomedAt = 0;
  #closed = false;

  constructor(options: StageOptions) {
    this.#options = options;
    this.#theme = options.theme;
    this.#base = contextOf(options.base);
    this.#live = contextOf(options.live);
    this.#tiles = this.#newTiles();
    this.#stopListening = options.desk.onRepaint((repaint) => this.#due(repaint));
  }

  /** Takes the size of the canvases' box on the page. */
  resize(w: number, h: number): void {
    for (const { canvas } of [this.#base, this.#live]) {
      canvas.width = Math.max(1, Math.round(w * devicePixelRatio));
      canvas.height = Math.max(1, Math.round(h * devicePixelRatio));
    }
    this.#options.desk.setViewport({ w, h });
    this.#composeAgain();
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.redraw();
  }

  /** Letters or a picture arrived: everything looks different. */
  redraw(): void {
    lettersArrived();
    this.#due({});
  }

  /** Only what others point at or draw looks different. */
  othersMoved(): void {
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#stopListening();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #newTiles(): TileCache {
    const scale = this.#options.desk.camera.zoom * devicePixelRatio;
    return new TileCache(scale, (to, part) => this.#drawPart(to, part, scale));
  }

  #painter(scale: number): Painter {
    const { desk, images } = this.#options;
    return new Painter({
      theme: this.#theme,
      measure: desk.measure,
      image: (fileId) => images.get(fileId),
      scale,
      ends: (line) => desk.scene.ends(line),
    });
  }

  #drawPart(to: Canvas2D, part: Box, scale: number): void {
    const { desk } = this.#options;
    const painter = this.#painter(scale);
    for (const shape of desk.scene.within(part)) {
      if (!desk.lifted.has(shape.id)) painter.draw(to, shape);
    }
  }

  #due({ parts, ids = [], over, light }: Repaint): void {
    if (over !== undefined) this.#layOver(over);
    else if (light !== true) {
      if (parts === undefined) this.#tiles.forgetAll();
      else this.#tiles.forget(parts);
      for (const id of ids) if (this.#settling.size < MOST_SETTLING) this.#settling.add(id);
    }
    // A stroke in progress, a selection, a pointer lie above the shapes, which stay as they are below.
    if (light !== true || this.#options.desk.camera !== this.#shownFrom) this.#baseDue = true;
    this.#wake();
  }

  #composeAgain(): void {
    this.#baseDue = true;
    this.#wake();
  }

  #wake(): void {
    if (!this.#closed) this.#frame ??= requestAnimationFrame(() => this.#draw());
  }

  #layOver(shape: Shape): void {
    const box = this.#options.desk.scene.drawnBox(shape.id);
    if (box === undefined) return;
    const painter = this.#painter(this.#tiles.scale);
    this.#tiles.layOver(box, (to) => painter.draw(to, shape));
    // Where a tile is still to be drawn, the shape would be missing until then.
    this.#settling.add(shape.id);
  }

  #draw(): void {
    this.#frame = undefined;
    const settled = this.#drawBase();
    this.#drawLive();
    if (settled) this.#options.onSettled();
    if (!settled) this.#composeAgain();
    else if (this.#options.desk.laser.trail().length > 0) this.#wake();
  }

  /** True when everything in view is as it should be. */
  #drawBase(): boolean {
    const { desk } = this.#options;
    const { camera, viewport } = desk;
    if (!this.#baseDue || viewport.w === 0) return true;
    this.#baseDue = false;
    this.#shownFrom = camera;
    const resting = this.#zoomRests();
    const done = resting && this.#tiles.prepare(camera, viewport, desk.now);
    const to = this.#base;
    to.setTransform(1, 0, 0, 1, 0, 0);
    to.clearRect(0, 0, to.canvas.width, to.canvas.height);
    drawPaper(to, camera, this.#theme);
    if (!done) this.#oldTiles?.compose(to, camera, viewport);
    this.#tiles.compose(to, camera, viewport);
    if (!done) return false;
    this.#oldTiles = undefined;
    this.#settling.clear();
    return true;
  }

  /** Whether the zoom is what the tiles were drawn for, making new ones when it has come to rest. */
  #zoomRests(): boolean {
    const { desk } = this.#options;
    if (desk.camera.zoom !== this.#lastZoom) {
      this.#zoomedAt = this.#lastZoom === 0 ? -Infinity : desk.now();
      this.#lastZoom = desk.camera.zoom;
    }
    if (this.#tiles.scale === desk.camera.zoom * devicePixelRatio) return true;
    if (desk.now() - this.#zoomedAt < ZOOM_RESTS_MS) return false;
    this.#oldTiles = this.#tiles;
    this.#tiles = this.#newTiles();
    return true;
  }

  #drawLive(): void {
    const { desk, others } = this.#options;
    const { camera } = desk;
    const to = this.#live;
    const scale = camera.zoom * devicePixelRatio;
    to.setTransform(1, 0, 0, 1, 0, 0);
    to.clearRect(0, 0, to.canvas.width, to.canvas.height);
    to.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    this.#drawMoving(to, scale);
    const here = others().filter(({ page }) => page === desk.pageId);
    drawOthersStrokes(to, here, this.#theme);
    drawLaser(to, desk, this.#theme);
    to.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    drawSelection(to, desk, this.#theme);
    drawCursors(to, here, camera);
  }

  #drawMoving(to: CanvasRenderingContext2D, scale: number): void {
    const { desk } = this.#options;
    const painter = this.#painter(scale);
    // Not what is in view: on a full board, going through all of it takes half a frame.
    const moving = desk.scene.pick(new Set([...desk.lifted, ...this.#settling])).sort(byOrder);
    for (const shape of moving) {
      to.globalAlpha = desk.erasing.has(shape.id) ? 0.25 : 1;
      painter.draw(to, shape);
    }
    to.globalAlpha = 1;
    if (desk.draft !== undefined) drawDraft(to, desk.draft, { painter, theme: this.#theme });
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  return context;
}

function drawDraft(
  to: CanvasRenderingContext2D,
  draft: Draft,
  { painter, theme }: { painter: Painter; theme: Theme },
): void {
  if (draft.kind === 'shape') {
    painter.draw(to, draft.shape);
    return;
  }
  const { kind, look, points, pressed } = draft;
  const width = kind === 'pen' ? penWidth(look.size) : highlighterWidth(look.size);
  to.beginPath();
  traceOutline(to, strokeOutline({ points, pressed, kind, width, complete: false }));
  to.globalAlpha = kind === 'highlighter' ? HIGHLIGHT : 1;
  to.fillStyle = inkColor(theme, { kind, look });
  to.fill();
  to.globalAlpha = 1;
}

function drawLaser(to: CanvasRenderingContext2D, desk: Desk, theme: Theme): void {
  const trail = desk.laser.trail();
  to.strokeStyle = theme.line.red;
  to.lineCap = 'round';
  trail.forEach((spot, at) => {
    const next = trail[at + 1] ?? spot;
    const strength = desk.laser.strength(spot);
    to.globalAlpha = strength;
    to.lineWidth = (2 + 4 * strength) / desk.camera.zoom;
    to.beginPath();
    to.moveTo(spot.x, spot.y);
    to.lineTo(next.x + 0.01, next.y);
    to.stroke();
  });
  to.globalAlpha = 1;
}
