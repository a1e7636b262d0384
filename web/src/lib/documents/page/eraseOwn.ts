import * as Y from 'yjs';
import type { SharedDocument } from '../SharedDocument.ts';

type Own = Pick<SharedDocument, 'doc' | 'authorOf'> & { readonly self: string };

/** [R76] Whose undo does not bring it back: it is nobody's own step. */
const ERASING = { erasing: 'own' };

/** [R76] Deletes the text that one person wrote, wherever it stands; what others wrote around it stays. */
export function eraseOwnText({ doc, authorOf, self }: Own): void {
  doc.transact((transaction) => {
    for (const [client, structs] of doc.store.clients) {
      if (!isOwn({ doc, authorOf, self }, client)) continue;
      // Deleting splits and joins what is walked through.
      for (const struct of [...structs]) {
        const isText = struct instanceof Y.Item && struct.content instanceof Y.ContentString;
        if (isText && !struct.deleted) struct.delete(transaction);
      }
    }
  }, ERASING);
}

/** [R76] Deletes the entries of a map that one person made, as the shapes of a board. */
export function eraseOwnEntries(own: Own, name: string): void {
  const map = own.doc.getMap(name);
  own.doc.transact(() => {
    for (const [key, item] of [...map._map]) {
      if (!item.deleted && isOwn(own, item.id.client)) map.delete(key);
    }
  }, ERASING);
}

/**
 * [R76] Deletes what one person wrote into the agenda: their words, whom they named, and the points they made
 * in which nobody else wrote anything.
 */
export function eraseOwnPoints(own: Own): void {
  eraseOwnText(own);
  const points = own.doc.getMap('points');
  own.doc.transact(() => {
    for (const [key, item] of [...points._map]) {
      const point = points.get(key);
      if (!(point instanceof Y.Map)) continue;
      const named = point._map.get('person');
      if (isOwn(own, item.id.client) && isBlank(point)) points.delete(key);
      else if (named !== undefined && isOwn(own, named.id.client)) point.delete('person');
    }
  }, ERASING);
}

function isBlank(point: Y.Map<unknown>): boolean {
  const texts = [point.get('title'), point.get('notes')];
  return texts.every((text) => !(text instanceof Y.Text) || text.length === 0);
}

/** What was just written here is proven by nothing yet. */
function isOwn({ doc, authorOf, self }: Own, client: number): boolean {
  return client === doc.clientID || authorOf(client) === self;
}
