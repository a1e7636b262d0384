/**
 * Makes a toolbar one stop for Tab, as ARIA asks: the arrow keys, Home and End move between its buttons, and the one that
 * had the focus last gets it again.
 */
export function rove(toolbar: HTMLElement): () => void {
  const buttons = (): HTMLButtonElement[] =>
    [...toolbar.querySelectorAll('button')].filter(
      (button) => button.closest('[popover]') === null && !button.disabled,
    );
  let current: HTMLButtonElement | undefined;

  const mark = (): void => {
    const all = buttons();
    if (current === undefined || !all.includes(current)) current = all[0];
    for (const button of toolbar.querySelectorAll('button')) {
      if (button.closest('[popover]') === null) button.tabIndex = button === current ? 0 : -1;
    }
  };

  const move = (event: KeyboardEvent): void => {
    const all = buttons();
    const at = all.findIndex((button) => button === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };

  const remember = (event: FocusEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLButtonElement) || target.closest('[popover]') !== null) return;
    current = target;
    mark();
  };

  // Buttons come, go and are switched off with the place in the text.
  const watch = new MutationObserver(mark);
  watch.observe(toolbar, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  toolbar.addEventListener('keydown', move);
  toolbar.addEventListener('focusin', remember);
  mark();
  return () => {
    watch.disconnect();
    toolbar.removeEventListener('keydown', move);
    toolbar.removeEventListener('focusin', remember);
  };
}
