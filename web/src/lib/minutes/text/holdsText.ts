import * as Y from 'yjs';
import { TEXT_FIELD } from './richRules.ts';

/** Whether anything is written in minutes or notes: an opened editor leaves an empty paragraph behind. */
export function holdsText(doc: Y.Doc): boolean {
  const nodes = doc.getXmlFragment(TEXT_FIELD).createTreeWalker(() => true);
  for (const node of nodes) if (isContent(node)) return true;
  return false;
}

function isContent(node: unknown): boolean {
  if (node instanceof Y.XmlText) return node.length > 0;
  return node instanceof Y.XmlElement && node.nodeName === 'picture';
}
