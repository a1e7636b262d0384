import * as v from 'valibot';
import * as Y from 'yjs';
import { MAX_PAGES } from './limits.ts';
import { FIRST_PAGE, type Page } from './Page.ts';
import { Id, Name, Order } from './schemas.ts';

function readPage(id: string, stored: unknown): Page | undefined {
  if (!(stored instanceof Y.Map) || !v.is(Id, id)) return undefined;
  const order: unknown =
    stored.get('order') ?? (id === FIRST_PAGE.id ? FIRST_PAGE.order : undefined);
  const name: unknown = stored.get('name') ?? '';
  if (!v.is(Order, order)) return undefined;
  return { id, name: v.is(Name, name) ? name : '', order };
}

const isDeleted = (stored: unknown): boolean =>
  stored instanceof Y.Map && stored.get('deleted') === true;

/**
 * The pages in their order, never none. A deleted page is only marked, so that taking the deletion
 * back is one change and what somebody drew there meanwhile is not lost.
 */
export function readPages(stored: Y.Map<unknown>): readonly Page[] {
  const pages: Page[] = [];
  for (const [id, value] of stored) {
    if (pages.length >= MAX_PAGES) break;
    const page = isDeleted(value) ? undefined : readPage(id, value);
    if (page !== undefined) pages.push(page);
  }
  // Also when two people deleted the last two pages at once.
  if (!stored.has(FIRST_PAGE.id) || pages.length === 0) pages.push(FIRST_PAGE);
  return pages.sort((a, b) => byOrder(a, b));
}

/** Two people may make the same key at the same time; then the id decides, the same for everybody. */
export function byOrder(
  a: { readonly order: string; readonly id: string },
  b: { readonly order: string; readonly id: string },
): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
