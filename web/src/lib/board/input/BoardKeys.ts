import type { BoardSession } from '../BoardSession.ts';
import * as commands from '../commands.ts';
import { connect, enter, Nudge, selectNext } from '../keyboardMoves.ts';
import { turnPage } from '../turnPage.ts';
import { keyAction, type KeyAction } from './keyAction.ts';

export interface BoardKeysOptions {
  readonly session: BoardSession;
  /** The whole board with its tools. */
  readonly root: HTMLElement;
  /** The canvas: with the focus here, every key is the board's. */
  readonly surface: HTMLElement;
  readonly chooseImage: () => void;
  readonly showKeys: () => void;
}

const ZOOM_STEP = 1.25;
/** What the keys do as well while the focus is on a button of the board; the rest belongs to the button. */
const ON_BUTTONS: ReadonlySet<KeyAction['kind']> = new Set([
  'tool',
  'undo',
  'redo',
  'zoomIn',
  'zoomOut',
  'zoomFull',
  'fit',
  'help',
]);

/** The keyboard of the board. What it takes, the room does not get. */
export class BoardKeys {
  readonly #options: BoardKeysOptions;
  readonly #nudge = new Nudge();
  readonly #abort = new AbortController();
  #panning = false;

  constructor(options: BoardKeysOptions) {
    this.#options = options;
    const { signal } = this.#abort;
    options.root.addEventListener('keydown', (event) => this.#down(event), { signal });
    options.root.addEventListener('keyup', (event) => this.#up(event), { signal });
    options.surface.addEventListener('blur', () => this.#blurred(), { signal });
  }

  /** Space is held: the pointer moves the paper. */
  get isPanning(): boolean {
    return this.#panning;
  }

  close(): void {
    this.#abort.abort();
  }

  #down(event: KeyboardEvent): void {
    const { surface } = this.#options;
    const { target } = event;
    const onSurface = target === surface;
    if (!onSurface && !isPlainButton(target)) return;
    const action = keyAction(event);
    if (action === undefined || (!onSurface && !ON_BUTTONS.has(action.kind))) return;
    if (!this.#run(action)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #up(event: KeyboardEvent): void {
    if (event.key === ' ') this.#panning = false;
    if (event.key.startsWith('Arrow')) this.#nudge.end();
  }

  #blurred(): void {
    this.#panning = false;
    this.#nudge.end();
  }

  /** False when the key has nothing to do here and now. */
  #run(action: KeyAction): boolean {
    const { session, chooseImage } = this.#options;
    const { desk } = session;
    if (session.busy) return action.kind === 'escape' && session.cancelGesture();
    if (action.kind === 'nudge') return this.#move(action.x, action.y);
    if (action.kind === 'grow') commands.growSelection(desk, action);
    else if (action.kind !== 'tool') return this.#runPlain(action.kind);
    else if (action.tool === 'image') {
      if (!desk.readonly) chooseImage();
    } else if (action.tool !== 'arrow' || !connect(desk)) desk.setTool(action.tool);
    return true;
  }

  /** Without a selection the arrows move the paper. */
  #move(x: number, y: number): boolean {
    const { desk } = this.#options.session;
    if (desk.free().length > 0) this.#nudge.by(desk, { x, y });
    else {
      const { camera } = desk;
      desk.setCamera({
        ...camera,
        x: camera.x + (x * 40) / camera.zoom,
        y: camera.y + (y * 40) / camera.zoom,
      });
    }
    return true;
  }

  #runPlain(kind: Exclude<KeyAction['kind'], 'tool' | 'nudge' | 'grow'>): boolean {
    const { session, showKeys } = this.#options;
    const { desk } = session;
    const run: Record<typeof kind, () => unknown> = {
      undo: () => commands.undo(desk),
      redo: () => commands.redo(desk),
      selectAll: () => commands.selectAll(desk),
      duplicate: () => commands.duplicate(desk),
      delete: () => commands.deleteSelection(desk),
      lock: () => commands.toggleLock(desk),
      front: () => commands.toFront(desk),
      back: () => commands.toBack(desk),
      zoomIn: () => desk.zoomTo(desk.camera.zoom * ZOOM_STEP),
      zoomOut: () => desk.zoomTo(desk.camera.zoom / ZOOM_STEP),
      zoomFull: () => desk.zoomTo(1),
      fit: () => desk.fit(),
      fitSelection: () => desk.fit(desk.scene.boundsOf(desk.selection)),
      enter: () => enter(desk),
      escape: () => this.#escape(),
      next: () => selectNext(desk, 1),
      previous: () => selectNext(desk, -1),
      pan: () => (this.#panning = true),
      nextPage: () => turnPage(desk, 1),
      previousPage: () => turnPage(desk, -1),
      help: () => showKeys(),
    };
    return run[kind]() !== false;
  }

  /** Lets go of one thing after the other; when nothing is held, the room gets the key. */
  #escape(): boolean {
    const { desk } = this.#options.session;
    if (desk.selection.size > 0) {
      desk.select([]);
      return true;
    }
    if (desk.tool === 'select' || desk.readonly) return false;
    desk.setTool('select');
    return true;
  }
}

function isPlainButton(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, dialog, [popover], [role=menu]') === null
  );
}
