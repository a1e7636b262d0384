import type { Attachment } from 'svelte/attachments';

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

function neighbour(all: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  const step = STEPS[key];
  return step === undefined ? undefined : all[(at + step + all.length) % all.length];
}

/** A toolbar is one stop of the Tab key; inside it the arrows move. */
export const roving: Attachment<HTMLElement> = (bar) => {
  const buttons = (): HTMLElement[] => [
    ...bar.querySelectorAll<HTMLElement>('button:not(:disabled):not([role^=menuitem])'),
  ];

  function settle(current?: HTMLElement): void {
    const all = buttons();
    const stop =
      current ??
      all.find((button) => button.tabIndex === 0 && all.some((other) => other.tabIndex === -1)) ??
      all.find((button) => button.matches('[aria-pressed=true], [aria-checked=true]')) ??
      all[0];
    for (const button of all) button.tabIndex = button === stop ? 0 : -1;
  }

  function move(event: KeyboardEvent): void {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.closest('[role=menu]') !== null) return;
    const all = buttons();
    const at = all.indexOf(target);
    const next = neighbour(all, at, key);
    // A button with a menu opens it with the arrows up and down.
    const opens =
      target.getAttribute('aria-haspopup') === 'menu' && (key === 'ArrowUp' || key === 'ArrowDown');
    if (at === -1 || next === undefined || opens) return;
    event.preventDefault();
    settle(next);
    next.focus();
  }

  const focused = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement && buttons().includes(target)) settle(target);
  };

  settle();
  // Buttons come and go and are switched off.
  const watch = new MutationObserver(() => settle());
  watch.observe(bar, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  bar.addEventListener('keydown', move);
  bar.addEventListener('focusin', focused);
  return () => {
    watch.disconnect();
    bar.removeEventListener('keydown', move);
    bar.removeEventListener('focusin', focused);
  };
};
