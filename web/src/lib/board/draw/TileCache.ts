import { type Box, touches } from '../geometry/Box.ts';
import type { Camera, Viewport } from './camera.ts';
import { seen } from './camera.ts';
import type { Canvas2D } from './Painter.ts';

/** Small enough that a tile of a crowded board is drawn within a frame; each costs a call when panning. */
const TILE = 320;
/** What a frame may spend on drawing tiles: the rest of its 16 ms is for putting them together. */
const BUDGET_MS = 8;
/** Until something is there to move, a view that is complete sooner is worth more than even frames. */
const FIRST_BUDGET_MS = 40;
/** About 100 MB at most. More remembers more of where one was. */
const MAX_TILES = 240;

/** Draws everything of a part of the board on a canvas, whose transform is set. */
export type DrawPart = (to: Canvas2D, part: Box) => void;

interface Tile {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
  readonly part: Box;
  fresh: boolean;
  drawn: boolean;
}

/** The finished shapes as pictures of one scale, so that moving over the board draws nothing twice. */
export class TileCache {
  /** Device pixels for each board unit. */
  readonly scale: number;
  readonly #tiles = new Map<string, Tile>();
  readonly #draw: DrawPart;
  /** Whether a whole view was drawn once. */
  #complete = false;

  constructor(scale: number, draw: DrawPart) {
    this.scale = scale;
    this.#draw = draw;
  }

  /** These parts look different now. */
  forget(parts: readonly Box[]): void {
    for (const tile of this.#tiles.values()) {
      if (tile.fresh && parts.some((part) => touches(part, tile.part))) tile.fresh = false;
    }
  }

  forgetAll(): void {
    for (const tile of this.#tiles.values()) tile.fresh = false;
  }

  /**
   * Lays one shape over the tiles that are finished, which is right when it lies in front of all. So
   * the end of a stroke costs the stroke, not everything around it.
   */
  layOver(part: Box, draw: (to: Canvas2D) => void): void {
    for (const tile of this.#tiles.values()) {
      if (tile.fresh && touches(part, tile.part)) this.#inside(tile, draw);
    }
  }

  /** Draws tiles that are seen for as long as a frame allows. False when some are left for the next. */
  prepare(camera: Camera, viewport: Viewport, now: () => number): boolean {
    const budget = this.#complete ? BUDGET_MS : FIRST_BUDGET_MS;
    const until = now() + budget;
    const wanted = this.#keys(seen(camera, viewport));
    let left = 0;
    for (const [key, part] of wanted) {
      const tile = this.#tile(key, part);
      if (tile.fresh) continue;
      if (now() >= until) left += 1;
      else this.#render(tile);
    }
    this.#trim(wanted.length);
    if (left === 0) this.#complete = true;
    return left === 0;
  }

  /** Puts the tiles that are there together. `to` is in device pixels. */
  compose(to: CanvasRenderingContext2D, camera: Camera, viewport: Viewport): void {
    const ratio = (camera.zoom * devicePixelRatio) / this.scale;
    const side = TILE * ratio;
    for (const [key, part] of this.#keys(seen(camera, viewport))) {
      const tile = this.#tiles.get(key);
      if (tile?.drawn !== true) continue;
      // At its own scale a tile is put on whole pixels, all by the same fraction: sharp, without seams.
      if (Math.abs(ratio - 1) < 1e-9) {
        const x = Math.round(part.x * this.scale) - Math.round(camera.x * this.scale);
        const y = Math.round(part.y * this.scale) - Math.round(camera.y * this.scale);
        to.drawImage(tile.canvas, x, y);
      } else {
        const perUnit = camera.zoom * devicePixelRatio;
        to.drawImage(
          tile.canvas,
          (part.x - camera.x) * perUnit,
          (part.y - camera.y) * perUnit,
          side,
          side,
        );
      }
    }
  }

  #keys(box: Box): [string, Box][] {
    const side = TILE / this.scale;
    const keys: [string, Box][] = [];
    const right = Math.floor((box.x + box.w) / side);
    const bottom = Math.floor((box.y + box.h) / side);
    for (let y = Math.floor(box.y / side); y <= bottom; y += 1) {
      for (let x = Math.floor(box.x / side); x <= right; x += 1) {
        // An old scale, seen from far away, would have thousands.
        if (keys.length >= MAX_TILES) return keys;
        keys.push([`${x},${y}`, { x: x * side, y: y * side, w: side, h: side }]);
      }
    }
    return keys;
  }

  #tile(key: string, part: Box): Tile {
    const known = this.#tiles.get(key);
    if (known !== undefined) {
      // The last ones asked for are at the end, and stay longest.
      this.#tiles.delete(key);
      this.#tiles.set(key, known);
      return known;
    }
    const canvas = document.createElement('canvas');
    canvas.width = TILE;
    canvas.height = TILE;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    const tile = { canvas, context, part, fresh: false, drawn: false };
    this.#tiles.set(key, tile);
    return tile;
  }

  #render(tile: Tile): void {
    tile.context.setTransform(1, 0, 0, 1, 0, 0);
    tile.context.clearRect(0, 0, TILE, TILE);
    this.#inside(tile, (to) => this.#draw(to, tile.part));
    tile.fresh = true;
    tile.drawn = true;
  }

  #inside({ context, part }: Tile, draw: (to: Canvas2D) => void): void {
    const { scale } = this;
    context.setTransform(scale, 0, 0, scale, -part.x * scale, -part.y * scale);
    draw(context);
  }

  #trim(needed: number): void {
    const most = Math.max(MAX_TILES, needed);
    for (const key of this.#tiles.keys()) {
      if (this.#tiles.size <= most) return;
      this.#tiles.delete(key);
    }
  }
}
