import { type Camera, fitting, seen, type Viewport, zoomAt } from './draw/camera.ts';
import type { Measure } from './draw/layoutText.ts';
import type { Box } from './geometry/Box.ts';
import { Scene } from './geometry/Scene.ts';
import type { Guide } from './geometry/snap.ts';
import type { BoardChange, BoardModel } from './model/BoardModel.ts';
import { FIRST_PAGE } from './model/Page.ts';
import { orderBetween } from './model/orderKey.ts';
import { isLine, type Look, type Shape } from './model/Shape.ts';
import { Laser } from './presence/Laser.ts';
import type { DeskView, Draft, Editing, Repaint } from './DeskView.ts';
import type { Said } from './Said.ts';
import type { ToolName } from './tools/toolNames.ts';

export interface DeskOptions {
  readonly model: BoardModel;
  readonly measure: Measure;
  readonly readonly: boolean;
  readonly now: () => number;
  readonly say: (said: Said) => void;
}

/**
 * One person's place at the board: page, view, tool, selection and what is in progress. Knows nothing
 * of canvas or page elements; the stage draws it, the tools work on it.
 */
export class Desk {
  readonly model: BoardModel;
  readonly measure: Measure;
  readonly laser: Laser;
  readonly say: (said: Said) => void;
  readonly now: () => number;
  scene: Scene;
  camera: Camera = { x: 0, y: 0, zoom: 1 };
  viewport: Viewport = { w: 0, h: 0 };
  draft: Draft | undefined;
  marquee: Box | undefined;
  guides: readonly Guide[] = [];
  /** Shapes that the eraser has touched, shown pale. */
  erasing: ReadonlySet<string> = new Set();
  /** Where this person's pointer is, for the others. */
  pointer: { readonly x: number; readonly y: number } | undefined;
  #readonly: boolean;
  #pageId: string;
  #tool: ToolName = 'select';
  #toolStays = false;
  #look: Look = { color: 'ink', size: 'm', fill: 'none', dash: 'solid' };
  #selection: ReadonlySet<string> = new Set();
  #editing: Editing | undefined;
  #lifted: ReadonlySet<string> = new Set();
  #front = '';
  readonly #listeners = new Set<() => void>();
  readonly #painters = new Set<(repaint: Repaint) => void>();
  readonly #stopListening: () => void;

  constructor({ model, measure, readonly, now, say }: DeskOptions) {
    this.model = model;
    this.measure = measure;
    this.now = now;
    this.say = say;
    this.#readonly = readonly;
    this.#pageId = model.pages[0]?.id ?? FIRST_PAGE.id;
    this.scene = new Scene(model.shapesOf(this.#pageId));
    this.#front = frontOf(this.scene);
    this.laser = new Laser(now);
    this.#stopListening = model.listen((change) => this.#changed(change));
  }

  get readonly(): boolean {
    return this.#readonly;
  }

  /** Ends what is in progress when writing is no longer allowed. */
  set readonly(readonly: boolean) {
    if (readonly === this.#readonly) return;
    this.#readonly = readonly;
    // On an empty page one draws; on a full one, the first thing is to take something.
    this.#tool = readonly ? 'hand' : this.scene.size === 0 ? 'pen' : 'select';
    this.#editing = undefined;
    this.drop();
    this.select([]);
  }

  get view(): DeskView {
    const { pages } = this.model;
    return {
      tool: this.#tool,
      toolStays: this.#toolStays,
      look: this.#look,
      selected: this.selected(),
      page: pages.find(({ id }) => id === this.#pageId) ?? FIRST_PAGE,
      pages,
      zoom: this.camera.zoom,
      canUndo: this.model.canUndo,
      canRedo: this.model.canRedo,
      editing: this.#editing,
      shapeCount: this.scene.size,
    };
  }

  get tool(): ToolName {
    return this.#tool;
  }

  get toolStays(): boolean {
    return this.#toolStays;
  }

  get look(): Look {
    return this.#look;
  }

  get pageId(): string {
    return this.#pageId;
  }

  get selection(): ReadonlySet<string> {
    return this.#selection;
  }

  get editing(): Editing | undefined {
    return this.#editing;
  }

  /** Shapes that are drawn in front, as they are being changed. */
  get lifted(): ReadonlySet<string> {
    return this.#lifted;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onRepaint(painter: (repaint: Repaint) => void): () => void {
    this.#painters.add(painter);
    return () => this.#painters.delete(painter);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }

  repaint(repaint: Repaint = { light: true }): void {
    for (const painter of this.#painters) painter(repaint);
  }

  setTool(tool: ToolName, stays = this.#toolStays): void {
    this.#tool = this.#readonly && tool !== 'select' && tool !== 'laser' ? 'hand' : tool;
    this.#toolStays = stays;
    if (tool !== 'select') this.#selection = new Set();
    this.repaint();
    this.tell();
  }

  setLook(look: Partial<Look>): void {
    this.#look = { ...this.#look, ...look };
    this.tell();
  }

  setCamera(camera: Camera): void {
    this.camera = camera;
    this.repaint();
    this.tell();
  }

  setViewport(viewport: Viewport): void {
    const first = this.viewport.w === 0;
    this.viewport = viewport;
    if (first) this.fit();
    else this.repaint();
  }

  /** About the middle of the view. */
  zoomTo(zoom: number): void {
    this.setCamera(zoomAt(this.camera, { x: this.viewport.w / 2, y: this.viewport.h / 2 }, zoom));
  }

  /** Shows some box, or all there is; an empty page from its zero point. */
  fit(box: Box | undefined = this.scene.contentBox()): void {
    if (this.viewport.w === 0) return;
    const { w, h } = this.viewport;
    this.setCamera(fitting(box ?? { x: -w / 2, y: -h / 2, w: 0, h: 0 }, this.viewport));
  }

  /** Brings a box into view when it is not. */
  reveal(box: Box): void {
    const view = seen(this.camera, this.viewport);
    const outside =
      box.x < view.x ||
      box.y < view.y ||
      box.x + box.w > view.x + view.w ||
      box.y + box.h > view.y + view.h;
    if (!outside) return;
    const { zoom } = this.camera;
    this.setCamera({
      zoom,
      x: box.x + box.w / 2 - view.w / 2,
      y: box.y + box.h / 2 - view.h / 2,
    });
  }

  turnTo(pageId: string): void {
    if (pageId === this.#pageId) return;
    this.#pageId = pageId;
    this.#reload();
    this.fit();
  }

  selected(): Shape[] {
    return this.scene.pick(this.#selection);
  }

  /** What of the selection may be changed. */
  free(): Shape[] {
    return this.#readonly ? [] : this.selected().filter(({ locked }) => !locked);
  }

  select(ids: Iterable<string>): void {
    this.#selection = new Set(ids);
    this.repaint();
    this.tell();
  }

  edit(editing: Editing | undefined): void {
    this.#editing = editing;
    if (editing === undefined) this.drop();
    else if (editing.isNew) this.draft = { kind: 'shape', shape: { ...editing.shape, text: '' } };
    else {
      this.lift([editing.shape.id]);
      this.show([{ ...editing.shape, text: '' }]);
    }
    this.repaint();
    this.tell();
  }

  /** Takes shapes, and the lines that stick to them, out of the finished picture to change them. */
  lift(ids: Iterable<string>): void {
    const lifted = new Set(ids);
    for (const id of [...lifted]) for (const line of this.scene.linesOn(id)) lifted.add(line);
    this.#lifted = lifted;
    this.repaint({ parts: [...lifted].flatMap((id) => this.scene.drawnBox(id) ?? []) });
  }

  /** Shows lifted shapes as they would be. */
  show(shapes: readonly Shape[]): void {
    for (const shape of shapes) this.scene.put(shape.id, shape);
    this.repaint();
  }

  /** Everything back to what the document says. */
  drop(): void {
    const parts: Box[] = [];
    for (const id of this.#lifted) {
      const shape = this.model.shape(id);
      parts.push(...this.scene.put(id, shape?.page === this.#pageId ? shape : undefined));
    }
    const ids = this.#lifted;
    this.#lifted = new Set();
    this.draft = undefined;
    this.marquee = undefined;
    this.guides = [];
    this.erasing = new Set();
    this.repaint({ parts, ids });
  }

  /** Writes the end of a gesture: one step, one entry. What somebody else deleted meanwhile stays deleted. */
  commit(put: readonly Shape[], removed: readonly string[] = []): void {
    const wasThere = this.#lifted;
    this.#lifted = new Set();
    const alive = put.filter(({ id }) => !wasThere.has(id) || this.model.shape(id) !== undefined);
    if (!this.#readonly && alive.length + removed.length > 0) this.model.write(alive, removed);
    this.#lifted = wasThere;
    this.drop();
    this.tell();
  }

  /** A key in front of everything on the page. */
  frontOrder(): string {
    return orderBetween(this.#front === '' ? undefined : this.#front, undefined);
  }

  close(): void {
    this.#stopListening();
    this.#listeners.clear();
    this.#painters.clear();
  }

  #reload(): void {
    this.#editing = undefined;
    this.#lifted = new Set();
    this.#selection = new Set();
    this.draft = undefined;
    this.scene = new Scene(this.model.shapesOf(this.#pageId));
    this.#front = frontOf(this.scene);
    this.repaint({});
    this.tell();
  }

  #changed({ shapes, pages }: BoardChange): void {
    if (pages && !this.model.pages.some(({ id }) => id === this.#pageId)) {
      this.#pageId = this.model.pages[0]?.id ?? FIRST_PAGE.id;
      this.#reload();
      this.fit();
      return;
    }
    for (const id of shapes) this.#changedShape(id);
    if (this.selected().length !== this.#selection.size) {
      this.#selection = new Set(this.selected().map(({ id }) => id));
    }
    this.tell();
  }

  #changedShape(id: string): void {
    const known = this.model.shape(id);
    const shape = known?.page === this.#pageId ? known : undefined;
    const isNew = shape !== undefined && this.scene.get(id) === undefined;
    const parts = this.scene.put(id, shape);
    if (shape === undefined) {
      this.repaint({ parts });
      return;
    }
    const inFront = shape.order > this.#front;
    if (inFront) this.#front = shape.order;
    // A line may be drawn before what it sticks to arrived.
    if (isNew && inFront && !isLine(shape) && this.scene.linesOn(id).size === 0) {
      this.repaint({ over: shape });
    } else this.repaint({ parts, ids: [id] });
  }
}

function frontOf(scene: Scene): string {
  let front = '';
  for (const { order } of scene.all()) if (order > front) front = order;
  return front;
}
