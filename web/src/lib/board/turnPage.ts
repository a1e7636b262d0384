import { t } from '../i18n/texts.svelte.ts';
import type { Desk } from './Desk.ts';
import type { Page } from './model/Page.ts';

/** The name of a page, or its number. */
export function pageName(pages: readonly Page[], { id, name }: Page): string {
  if (name !== '') return name;
  return t.board.pages.unnamed({ n: pages.findIndex((page) => page.id === id) + 1 });
}

/** The page before or after; false at the end. */
export function turnPage(desk: Desk, by: 1 | -1): boolean {
  const { pages, page } = desk.view;
  const next = pages[pages.findIndex(({ id }) => id === page.id) + by];
  if (next === undefined) return false;
  showPage(desk, next);
  return true;
}

export function showPage(desk: Desk, page: Page): void {
  desk.turnTo(page.id);
  desk.say({ kind: 'page', name: pageName(desk.model.pages, page) });
}
