import * as Y from 'yjs';

/**
 * How deep values and types may lie in each other. Lower would cut lists in lists; higher lets a page's
 * recursion run out of stack.
 */
const MAX_DEPTH = 64;

/** Whether what an item holds is nested too deeply to be walked by recursion. */
export function isTooDeep(item: Y.Item | Y.GC | Y.Skip): boolean {
  if (!(item instanceof Y.Item)) return false;
  const { content } = item;
  if (content instanceof Y.ContentType || content instanceof Y.ContentDeleted) return false;
  return content.getContent().some(isValueTooDeep);
}

/** Whether an integrated item lies too deeply in other types. */
export function liesTooDeep(doc: Y.Doc, item: Y.Item | Y.GC | Y.Skip): boolean {
  if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentType)) return false;
  let depth = 0;
  for (let at = integrated(doc, item); at !== null; depth++) {
    if (depth > MAX_DEPTH) return true;
    const { parent } = at;
    at = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return false;
}

function integrated(doc: Y.Doc, { id }: Y.Item): Y.Item | null {
  if (Y.getState(doc.store, id.client) <= id.clock) return null;
  const found = Y.getItem(doc.store, id);
  return found instanceof Y.Item ? found : null;
}

/** Without recursion: that is what it guards against. */
function isValueTooDeep(value: unknown): boolean {
  let layer: unknown[] = [value];
  for (let depth = 0; layer.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    layer = layer.flatMap(heldBy);
  }
  return false;
}

function heldBy(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  const held: unknown[] = Object.values(value);
  return held;
}
