import { actionOf, isPushToTalk, type RoomAction, type ShortcutContext } from './shortcuts.ts';

export interface RoomKeysOptions {
  singleKeys: () => boolean;
  act: (action: RoomAction) => void;
  talk: (talking: boolean) => void;
}

/** Listens to the keyboard for the whole room. */
export class RoomKeys {
  readonly #options: RoomKeysOptions;
  #talking = false;
  /** Whether the focus stands where a pointer put it: then the space bar is for speaking. */
  #byPointer = true;

  constructor(options: RoomKeysOptions) {
    this.#options = options;
  }

  down(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (MOVES_FOCUS.has(event.key)) this.#byPointer = false;
    const context = this.#context(event.target);
    const control = event.target instanceof Element && event.target.closest(CONTROL) !== null;
    const onControl = control && !this.#byPointer;
    if (isPushToTalk(event, { ...context, onControl })) {
      event.preventDefault();
      if (!event.repeat) this.#talk(true);
      return;
    }
    const action = actionOf(event, context);
    if (action === undefined) return;
    // Ctrl+D would set a bookmark, F6 would leave the page.
    if (action !== 'closePanel') event.preventDefault();
    this.#options.act(action);
  }

  up(event: KeyboardEvent): void {
    if (event.code !== 'Space' || !this.#talking) return;
    // Else the button that was clicked last would be pressed.
    event.preventDefault();
    this.#talk(false);
  }

  pointer(): void {
    this.#byPointer = true;
  }

  /** The window lost the keyboard: nobody would hear the key come up. */
  blur(): void {
    this.#talk(false);
  }

  #talk(talking: boolean): void {
    if (talking === this.#talking) return;
    this.#talking = talking;
    this.#options.talk(talking);
  }

  #context(target: EventTarget | null): ShortcutContext {
    return {
      singleKeys: this.#options.singleKeys(),
      typing: target instanceof Element && target.closest(TYPING) !== null,
      modal: document.querySelector('dialog:modal, [role=menu]:focus-within') !== null,
    };
  }
}

const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
const MOVES_FOCUS = new Set(['Tab', 'F2', 'F6', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);
const CONTROL = 'button, a[href], input, select, summary, [role=menuitem]';
