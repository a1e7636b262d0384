const selectors = { decision: '.decision', action: '.action-item' } as const;

/** Brings the outcome with that number into view, marks it for a moment, and puts the focus there. */
export function jumpTo(page: HTMLElement, kind: keyof typeof selectors, number: number): void {
  const target = page.querySelectorAll<HTMLElement>(selectors[kind])[number];
  if (target === undefined) return;
  target.scrollIntoView({ block: 'center', behavior: 'smooth' });
  target.classList.add('jumped');
  target.addEventListener('animationend', () => target.classList.remove('jumped'), { once: true });
  const text = target.closest<HTMLElement>('[contenteditable=true]');
  (text ?? page).focus({ preventScroll: true });
  // In an editor the caret follows the selection; at reading there is none.
  if (text !== null) getSelection()?.selectAllChildren(target.querySelector('p, .what') ?? target);
  if (text !== null) getSelection()?.collapseToEnd();
}
