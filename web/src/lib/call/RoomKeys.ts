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

  constructor(options: RoomKeysOptions) {
    this.#options = options;
  }

  down(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    const context = this.#context(event.target);
    const onControl = event.target instanceof Element && event.target.closest(CONTROL) !== null;
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
    if (event.code === 'Space') this.#talk(false);
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
const CONTROL = 'button, a[href], input, select, summary, [role=menuitem]';
