import type * as Y from 'yjs';
import { pointerOf } from '../documents/pointerOf.ts';
import type { DocumentFiles, DocumentPeople, SharedDocument } from '../documents/SharedDocument.ts';
import { Desk } from './Desk.ts';
import { canvasMeasure } from './draw/canvasMeasure.ts';
import { ImageStore } from './draw/ImageStore.ts';
import type { OtherPerson } from './draw/OtherPerson.ts';
import { Stage } from './draw/Stage.ts';
import { toBoard } from './draw/camera.ts';
import { ThemeWatch } from './draw/ThemeWatch.ts';
import { Pointers } from './input/Pointers.ts';
import { insertImages } from './insertImages.ts';
import { BoardModel } from './model/BoardModel.ts';
import { isWritable } from './model/Shape.ts';
import { TONE_COLOURS } from '../ui/personTone.ts';
import { ownPresence } from './ownPresence.ts';
import { Presence } from './presence/Presence.ts';
import type { Said } from './Said.ts';
import { shapeAt } from './tools/select.ts';
import { newWords } from './tools/drawBox.ts';
import { finishWords } from './words.ts';

export interface SessionOptions {
  readonly document: SharedDocument;
  readonly people: DocumentPeople;
  readonly files: DocumentFiles;
  /** Shown in place of the living document. */
  readonly past: Y.Doc | undefined;
  /** How somebody is called whom the log does not name yet. */
  readonly somebody: string;
  readonly say: (said: Said) => void;
}

/** The elements that the board lives in. */
export interface BoardElements {
  readonly surface: HTMLElement;
  readonly base: HTMLCanvasElement;
  readonly live: HTMLCanvasElement;
  readonly isPanning: () => boolean;
  readonly onSettled: () => void;
}

/** Of pointers whose owner is not known. */
const NOBODYS_COLOUR = '#5f6863';
const nameColour = (tone: number): string => TONE_COLOURS[tone - 1] ?? NOBODYS_COLOUR;

/** A board that is open: the document, the desk, the stage and the pointers, made and closed together. */
export class BoardSession {
  readonly model: BoardModel;
  readonly desk: Desk;
  readonly images: ImageStore;
  readonly #options: SessionOptions;
  readonly #presence: Presence | undefined;
  readonly #closers: (() => void)[] = [];
  #stage: Stage | undefined;
  #pointers: Pointers | undefined;
  #theme: ThemeWatch | undefined;
  #active = false;
  #lastOpening: boolean;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { document, past, files, say } = options;
    this.model = new BoardModel(past ?? document.doc);
    this.desk = new Desk({
      model: this.model,
      measure: canvasMeasure(),
      readonly: true,
      now: () => performance.now(),
      say,
    });
    this.images = new ImageStore(files, () => this.#stage?.redraw());
    this.#presence =
      past === undefined
        ? new Presence({
            awareness: document.awareness,
            authorOf: (clientId) => pointerOf(document, clientId),
            onChange: () => this.#stage?.othersMoved(),
          })
        : undefined;
    this.#lastOpening = this.opening;
    this.#closers.push(
      this.desk.onRepaint(() => this.#tell()),
      this.desk.onChange(() => this.#tell()),
      this.onState(() => this.#opened()),
    );
  }

  /** Whether the log is still being read: then there is nothing to write on yet. */
  get opening(): boolean {
    return this.#options.past === undefined && this.#options.document.saveState.kind === 'opening';
  }

  get busy(): boolean {
    return this.#pointers?.busy ?? false;
  }

  get theme(): ThemeWatch | undefined {
    return this.#theme;
  }

  onState(listener: () => void): () => void {
    return this.#options.document.onChange(listener);
  }

  setAllowed({ writes, active }: { writes: boolean; active: boolean }): void {
    this.#active = active;
    this.desk.readonly = !writes;
    this.#tell();
  }

  show({ surface, base, live, isPanning, onSettled }: BoardElements): void {
    const { desk } = this;
    const theme = new ThemeWatch(surface);
    const stage = new Stage({
      desk,
      base,
      live,
      images: this.images,
      others: () => this.#others(),
      theme: theme.theme,
      onSettled,
    });
    const pointers = new Pointers({
      desk,
      element: surface,
      isPanning,
      onPointer: () => this.#tell(),
    });
    const sizes = new ResizeObserver(() => stage.resize(surface.clientWidth, surface.clientHeight));
    sizes.observe(surface);
    // Pressing on the canvas ends what is being written, before the press does anything else.
    const settle = (): void => {
      const { activeElement } = globalThis.document;
      if (activeElement instanceof HTMLTextAreaElement) activeElement.blur();
    };
    surface.addEventListener('pointerdown', settle, { capture: true });
    theme.onChange(() => stage.setTheme(theme.theme));
    void globalThis.document.fonts.ready.then(() => stage.redraw());
    this.#stage = stage;
    this.#pointers = pointers;
    this.#theme = theme;
    this.#closers.push(
      () => stage.close(),
      () => pointers.close(),
      () => sizes.disconnect(),
      () => theme.close(),
      () => surface.removeEventListener('pointerdown', settle, { capture: true }),
    );
  }

  cancelGesture(): boolean {
    return this.#pointers?.cancel() ?? false;
  }

  /** Puts pictures where the pointer is, or in the middle. */
  insert(chosen: readonly File[], at?: MouseEvent): void {
    const { desk } = this;
    const { w, h } = desk.viewport;
    const middle = toBoard(desk.camera, { x: w / 2, y: h / 2 });
    const point = at === undefined ? middle : (this.#pointers?.at(at).board ?? middle);
    void insertImages(desk, this.#options.files, { chosen, at: point });
  }

  /** A double click: writes on the shape there, or a new text where nothing is. */
  writeAt(event: MouseEvent): void {
    const { desk } = this;
    const at = this.#pointers?.at(event);
    if (at === undefined || desk.readonly || desk.tool !== 'select' || desk.editing !== undefined)
      return;
    const hit = shapeAt(desk, at);
    const target = hit ?? desk.selected().find((shape) => !shape.locked && isWritable(shape));
    if (target === undefined) {
      const box = { x: at.board.x, y: at.board.y - 14, w: 12, h: 28 };
      desk.edit({ shape: newWords(desk, 'text', box), isNew: true });
    } else if (isWritable(target) && !target.locked) {
      desk.select([target.id]);
      desk.edit({ shape: target, isNew: false });
    }
  }

  finishWords(text: string): void {
    finishWords(this.desk, text);
  }

  /** Everything it made, children first. */
  close(): void {
    for (const close of this.#closers.splice(0)) close();
    this.#presence?.close();
    this.desk.close();
    this.images.close();
    this.model.close();
  }

  #opened(): void {
    const { opening } = this;
    if (this.#lastOpening && !opening) this.desk.fit();
    if (!opening) this.images.retry();
    this.#lastOpening = opening;
  }

  #others(): OtherPerson[] {
    const { people, somebody } = this.#options;
    return (this.#presence?.others ?? []).map((other) => ({
      ...other,
      name: other.participant === undefined ? somebody : people.nameOf(other.participant),
      color:
        other.participant === undefined
          ? NOBODYS_COLOUR
          : nameColour(people.toneOf(other.participant)),
    }));
  }

  #tell(): void {
    if (this.#active) this.#presence?.tell(ownPresence(this.desk));
    else this.#presence?.hide();
  }
}
