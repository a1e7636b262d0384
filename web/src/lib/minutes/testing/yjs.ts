import * as Y from 'yjs';
import { TEXT_FIELD } from '../text/richRules.ts';

/** What tests write into documents, hostile things included. */
export type Piece = string | { text: string; marks: Record<string, unknown> } | Element;
export interface Element {
  name: string;
  attributes?: Record<string, unknown>;
  children?: readonly Piece[];
}

export function element(name: string, ...children: readonly Piece[]): Element {
  return { name, children };
}

export function withAttributes(attributes: Record<string, unknown>, of: Element): Element {
  return { ...of, attributes };
}

export const paragraph = (...children: readonly Piece[]): Element =>
  element('paragraph', ...children);

/** A document with this text. */
export function docWith(...children: readonly Element[]): Y.Doc {
  const doc = new Y.Doc();
  write(doc, ...children);
  return doc;
}

export function write(doc: Y.Doc, ...children: readonly Element[]): void {
  doc.getXmlFragment(TEXT_FIELD).push(children.map(build));
}

function build(from: Element): Y.XmlElement {
  const built = new Y.XmlElement(from.name);
  const loose: { setAttribute(key: string, value: unknown): void } = built;
  for (const [key, value] of Object.entries(from.attributes ?? {})) loose.setAttribute(key, value);
  // At 0, because a type outside of a document does not know its length.
  built.insert(0, grouped(from.children ?? []));
  return built;
}

/** Texts side by side are one, as an editor makes them. */
function grouped(pieces: readonly Piece[]): (Y.XmlElement | Y.XmlText)[] {
  const built: (Y.XmlElement | Y.XmlText)[] = [];
  let delta: { insert: string; attributes: Record<string, unknown> }[] = [];
  const flush = (): void => {
    if (delta.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(delta);
    built.push(text);
    delta = [];
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') delta.push({ insert: piece, attributes: {} });
    else if ('text' in piece) delta.push({ insert: piece.text, attributes: piece.marks });
    else {
      flush();
      built.push(build(piece));
    }
  }
  flush();
  return built;
}

/** Brings two documents to the same state, as their logs would. */
export function exchange(one: Y.Doc, other: Y.Doc): void {
  const [fromOne, fromOther] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)];
  Y.applyUpdate(one, fromOther, 'remote');
  Y.applyUpdate(other, fromOne, 'remote');
}

/** The text as Yjs spells it. */
export const spelled = (doc: Y.Doc): string => doc.getXmlFragment(TEXT_FIELD).toJSON();
