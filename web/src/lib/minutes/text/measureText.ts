import * as Y from 'yjs';
import { bounds } from './richRules.ts';

/**
 * Whether a text stays within `bounds`. Walks without recursion and stops at the first excess, so that an
 * absurd document costs no more than the largest allowed one.
 */
export function fitsBounds(root: Y.XmlFragment): boolean {
  const left: { characters: number; elements: number } = { ...bounds };
  const open: { type: Y.XmlFragment; depth: number }[] = [{ type: root, depth: 0 }];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.depth > bounds.depth || at.type.length > left.elements) return false;
    for (const child of at.type.toArray()) {
      left.elements -= 1;
      if (child instanceof Y.XmlText) left.characters -= child.length;
      else if (child instanceof Y.XmlElement) open.push({ type: child, depth: at.depth + 1 });
      if (left.elements < 0 || left.characters < 0) return false;
    }
  }
  return true;
}
