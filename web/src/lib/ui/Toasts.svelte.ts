import { createContext, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { shownToasts, type Toast, withToast } from './toastQueue.ts';

/** Long enough to read two short sentences; longer covers the stage for no reason. */
const SHOWN_MS = 6000;

/** Short messages in a corner: at most two, gone after six seconds unless they stay or are being read. */
export class Toasts {
  #queue = $state.raw<readonly Toast[]>([]);
  #kept = $state.raw<readonly HTMLElement[]>([]);
  #panel = $state.raw<HTMLElement>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on timers
  #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #lastId = 0;
  #paused = false;

  get shown(): Toast[] {
    return shownToasts(this.#queue);
  }

  /** How many wait behind those on screen. */
  get waiting(): number {
    return this.#queue.length - this.shown.length;
  }

  /** What they must not lie on, while it is on screen. */
  get kept(): readonly HTMLElement[] {
    return this.#kept;
  }

  /** Beside which they come up. */
  get panel(): HTMLElement | undefined {
    return this.#panel;
  }

  /** For what people read and press whatever else happens: heads with a cross, bars with controls. */
  readonly keepClear: Attachment<HTMLElement> = (element) => {
    untrack(() => (this.#kept = [...this.#kept, element]));
    return () => (this.#kept = this.#kept.filter((one) => one !== element));
  };

  /** For a panel at the side of the window. */
  readonly standBeside: Attachment<HTMLElement> = (element) => {
    this.#panel = element;
    return () => (this.#panel = undefined);
  };

  /** Shows a message and returns its id, with which it can be dismissed. */
  show(toast: Omit<Toast, 'id'>): number {
    const id = ++this.#lastId;
    this.#queue = withToast(this.#queue, { ...toast, id });
    this.#startTimers();
    return id;
  }

  dismiss(id: number): void {
    this.#queue = this.#queue.filter((toast) => toast.id !== id);
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** While a pointer or the focus is on them, nothing leaves. */
  pause(): void {
    this.#paused = true;
    this.#stopTimers();
  }

  resume(): void {
    this.#paused = false;
    this.#startTimers();
  }

  close(): void {
    this.#stopTimers();
    this.#queue = [];
  }

  #startTimers(): void {
    if (this.#paused) return;
    for (const { id, stays } of this.#queue) {
      if (stays === true || this.#timers.has(id)) continue;
      this.#timers.set(
        id,
        setTimeout(() => this.dismiss(id), SHOWN_MS),
      );
    }
  }

  #stopTimers(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** `provideToasts` is for the root layout; a component says `const toasts = useToasts();`. */
export const [useToasts, provideToasts] = createContext<Toasts>();
