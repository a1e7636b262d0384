import * as Y from 'yjs';
import { fitsBounds } from './measureText.ts';
import { deltaOf } from './readText.ts';
import { allowsAttribute, allowsMark, isRichName, mayContain, type RichName } from './richRules.ts';

/** What the guard does is nobody's edit: it must not be undone. */
const guarding = Symbol('guarding');

/**
 * Stands between the shared document and an editor that is bound to it: takes out, before the editor sees it,
 * what the rules do not know, so that nothing hostile reaches its schema, and says when the text is
 * larger than bounds allow. Must be made before the editor, whose observers then run after this one.
 */
export class TextGuard {
  readonly #root: Y.XmlFragment;
  readonly #onTooLarge: () => void;
  readonly #ownOrigin: unknown;
  #closed = false;

  /** Edits of `ownOrigin` are the editor's and known to be good. */
  constructor(root: Y.XmlFragment, options: { onTooLarge: () => void; ownOrigin?: unknown }) {
    this.#root = root;
    this.#onTooLarge = options.onTooLarge;
    this.#ownOrigin = options.ownOrigin;
    cleanText(root);
    root.observeDeep(this.#changed);
  }

  readonly #changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], tr: Y.Transaction): void => {
    if (this.#closed || (this.#ownOrigin !== undefined && tr.origin === this.#ownOrigin)) return;
    if (!fitsBounds(this.#root)) {
      this.close();
      this.#onTooLarge();
      return;
    }
    for (const { target } of events) clean(target);
  };

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#root.unobserveDeep(this.#changed);
  }
}

/** Takes everything out of a text that the rules do not know. The text must fit the bounds. */
export function cleanText(root: Y.XmlFragment): void {
  if (root.doc === null) clean(root);
  else root.doc.transact(() => clean(root), guarding);
}

function clean(type: unknown): void {
  if (type instanceof Y.XmlText) cleanPieces(type);
  else if (type instanceof Y.XmlElement) {
    const name = type.nodeName;
    // An element of no known kind is taken out of its parent, which changed with it.
    if (!isRichName(name)) return;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- Yjs narrows to elements of any attributes
    cleanAttributes(type, name);
    cleanChildren(type, name);
  } else if (type instanceof Y.XmlFragment) cleanChildren(type, 'root');
}

function cleanChildren(parent: Y.XmlFragment, name: RichName | 'root'): void {
  for (const [at, child] of [...parent.toArray().entries()].reverse()) {
    if (mayStand(name, child)) clean(child);
    else parent.delete(at, 1);
  }
}

function mayStand(parent: RichName | 'root', child: unknown): boolean {
  if (child instanceof Y.XmlText) return mayContain(parent, 'text');
  if (!(child instanceof Y.XmlElement)) return false;
  return isRichName(child.nodeName) && mayContain(parent, child.nodeName);
}

function cleanAttributes(element: Y.XmlElement, name: RichName): void {
  const attributes: Record<string, unknown> = element.getAttributes();
  for (const [key, value] of Object.entries(attributes)) {
    if (!allowsAttribute(name, key, value)) element.removeAttribute(key);
  }
}

function cleanPieces(text: Y.XmlText): void {
  let at = 0;
  for (const { insert, attributes = {} } of deltaOf(text)) {
    if (typeof insert !== 'string') {
      text.delete(at, 1);
      continue;
    }
    const wrong = Object.entries(attributes).filter(([mark, value]) => !allowsMark(mark, value));
    if (wrong.length > 0) {
      const without = Object.fromEntries(wrong.map(([mark]) => [mark, null]));
      text.format(at, insert.length, without);
    }
    at += insert.length;
  }
}
