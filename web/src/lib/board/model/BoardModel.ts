import * as Y from 'yjs';
import { MAX_SHAPES } from './limits.ts';
import { newId } from './newId.ts';
import { orderBetween } from './orderKey.ts';
import { FIRST_PAGE, type Page } from './Page.ts';
import { restoringBoard } from '../restoreBoard.ts';
import { readPages } from './readPages.ts';
import { readShape } from './readShape.ts';
import type { Shape } from './Shape.ts';
import { storedShape, writeChanges } from './writeShape.ts';

/** What changed, by whomever. */
export interface BoardChange {
  readonly shapes: ReadonlySet<string>;
  readonly pages: boolean;
}

type Listener = (change: BoardChange) => void;

/**
 * The board in a Yjs document: checked shapes to read, and whole gestures to write. A gesture is one
 * transaction, which is one entry of the log and one step of this person's undo.
 */
export class BoardModel {
  readonly #doc: Y.Doc;
  readonly #storedShapes: Y.Map<unknown>;
  readonly #storedPages: Y.Map<unknown>;
  readonly #shapes = new Map<string, Shape>();
  readonly #listeners = new Set<Listener>();
  /** Marks what is written here, so that undo never takes back what somebody else did. */
  readonly #origin = { board: 'own' };
  readonly #undo: Y.UndoManager;
  #pages: readonly Page[];

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#storedShapes = doc.getMap('shapes');
    this.#storedPages = doc.getMap('pages');
    this.#undo = new Y.UndoManager([this.#storedShapes, this.#storedPages], {
      trackedOrigins: new Set<unknown>([this.#origin, restoringBoard]),
      captureTimeout: 0,
    });
    for (const id of this.#storedShapes.keys()) this.#read(id);
    this.#pages = readPages(this.#storedPages);
    this.#storedShapes.observeDeep(this.#shapesChanged);
    this.#storedPages.observeDeep(this.#pagesChanged);
  }

  get pages(): readonly Page[] {
    return this.#pages;
  }

  get canUndo(): boolean {
    return this.#undo.undoStack.length > 0;
  }

  get canRedo(): boolean {
    return this.#undo.redoStack.length > 0;
  }

  shape(id: string): Shape | undefined {
    return this.#shapes.get(id);
  }

  shapesOf(page: string): Shape[] {
    return [...this.#shapes.values()].filter((shape) => shape.page === page);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Adds shapes, replaces those with a known id, and removes, all as one step. */
  write(put: readonly Shape[], removed: readonly string[] = []): void {
    this.#step(() => {
      for (const shape of put) this.#put(shape);
      for (const id of removed) this.#storedShapes.delete(id);
    });
  }

  undo(): boolean {
    return this.#undo.undo() !== null;
  }

  redo(): boolean {
    return this.#undo.redo() !== null;
  }

  /** A new page behind another one; its id. */
  addPage(name: string, afterId: string): string {
    const id = newId();
    const at = this.#pages.findIndex((page) => page.id === afterId);
    const low = this.#pages[at];
    const high = this.#pages.slice(at + 1).find(({ order }) => order > (low?.order ?? ''));
    this.#writePage(id, { name, order: orderBetween(low?.order, high?.order) });
    return id;
  }

  renamePage(id: string, name: string): void {
    this.#writePage(id, { name });
  }

  /** Puts a page one place earlier or later. */
  movePage(id: string, by: 1 | -1): void {
    const others = this.#pages.filter((page) => page.id !== id);
    const target = this.#pages.findIndex((page) => page.id === id) + by;
    if (target < 0 || target > others.length) return;
    const low = others[target - 1];
    const high = others.slice(target).find(({ order }) => order > (low?.order ?? ''));
    this.#writePage(id, { order: orderBetween(low?.order, high?.order) });
  }

  /** Marks the page; the last one stays. */
  deletePage(id: string): boolean {
    if (this.#pages.length < 2) return false;
    this.#writePage(id, { deleted: true });
    return true;
  }

  close(): void {
    this.#storedShapes.unobserveDeep(this.#shapesChanged);
    this.#storedPages.unobserveDeep(this.#pagesChanged);
    this.#undo.destroy();
    this.#listeners.clear();
  }

  #step(change: () => void): void {
    this.#doc.transact(change, this.#origin);
  }

  #put(shape: Shape): void {
    const stored = this.#storedShapes.get(shape.id);
    const before = this.#shapes.get(shape.id);
    if (stored instanceof Y.Map && before !== undefined) writeChanges(stored, before, shape);
    else this.#storedShapes.set(shape.id, storedShape(shape));
  }

  #writePage(id: string, parts: Readonly<Record<string, unknown>>): void {
    this.#step(() => {
      const stored = this.#storedPages.get(id);
      const page: Y.Map<unknown> = stored instanceof Y.Map ? stored : new Y.Map<unknown>();
      // The page that was there without being written needs its order from now on.
      if (page !== stored && id === FIRST_PAGE.id) page.set('order', FIRST_PAGE.order);
      for (const [key, value] of Object.entries(parts)) page.set(key, value);
      if (page !== stored) this.#storedPages.set(id, page);
    });
  }

  #read(id: string): void {
    const known = this.#shapes.has(id);
    const shape =
      known || this.#shapes.size < MAX_SHAPES
        ? readShape(id, this.#storedShapes.get(id))
        : undefined;
    if (shape === undefined) this.#shapes.delete(id);
    else this.#shapes.set(id, shape);
  }

  #shapesChanged = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    const ids = new Set<string>();
    for (const event of events) {
      if (event.path.length > 0) ids.add(String(event.path[0]));
      else for (const id of event.changes.keys.keys()) ids.add(id);
    }
    for (const id of ids) this.#read(id);
    this.#tell({ shapes: ids, pages: false });
  };

  #pagesChanged = (): void => {
    this.#pages = readPages(this.#storedPages);
    this.#tell({ shapes: new Set(), pages: true });
  };

  #tell(change: BoardChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
