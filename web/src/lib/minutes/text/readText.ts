import * as Y from 'yjs';
import type { ActionItem, RichBlock, RichCell, RichInline, RichItem } from './RichBlock.ts';
import { fitsBounds } from './measureText.ts';
import { allowsAttribute, allowsMark, isRichName, TEXT_FIELD, type RichName } from './richRules.ts';
import { safeLink } from './safeLink.ts';

/** What a text holds, or that it is too large or too deep to be shown. */
export type ReadText =
  { readonly kind: 'text'; readonly blocks: readonly RichBlock[] } | { readonly kind: 'tooLarge' };

/** Reads the text of minutes or notes; everything that the rules do not know is left out. Writes nothing. */
export function readText(doc: Y.Doc): ReadText {
  const root = doc.getXmlFragment(TEXT_FIELD);
  if (!fitsBounds(root)) return { kind: 'tooLarge' };
  return { kind: 'text', blocks: new Reader().blocks(root) };
}

class Reader {
  #decisions = 0;
  #actions = 0;

  blocks(parent: Y.XmlFragment): RichBlock[] {
    return elements(parent).flatMap((element) => this.#block(element) ?? []);
  }

  // eslint-disable-next-line complexity -- one case for each kind
  #block(element: Y.XmlElement): RichBlock | undefined {
    const name = element.nodeName;
    if (!isRichName(name)) return undefined;
    const { attribute } = attributesIn(element, name);
    switch (name) {
      case 'paragraph':
        return { kind: 'paragraph', inlines: inlines(element) };
      case 'heading': {
        const level = attribute('level');
        const known = level === 2 || level === 3 ? level : 1;
        return { kind: 'heading', level: known, inlines: inlines(element) };
      }
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return this.#list(element, name);
      case 'blockquote':
        return { kind: 'quote', blocks: this.blocks(element) };
      case 'codeBlock':
        return { kind: 'code', text: plainText(element) };
      case 'horizontalRule':
        return { kind: 'rule' };
      case 'picture':
        return picture(element);
      case 'table':
        return { kind: 'table', rows: this.#rows(element) };
      case 'decision':
        return { kind: 'decision', number: this.#decisions++, blocks: this.blocks(element) };
      case 'actionItem':
        return this.#action(element);
      case 'listItem':
      case 'taskItem':
      case 'hardBreak':
      case 'tableRow':
      case 'tableCell':
      case 'tableHeader':
        return undefined; // has no meaning outside of its parent
    }
  }

  #list(element: Y.XmlElement, name: 'bulletList' | 'orderedList' | 'taskList'): RichBlock {
    const wanted = name === 'taskList' ? 'taskItem' : 'listItem';
    const style = { bulletList: 'bullet', orderedList: 'ordered', taskList: 'check' } as const;
    const start = attributesIn(element, name).attribute('start');
    const items = elements(element)
      .filter((item) => item.nodeName === wanted)
      .map((item): RichItem => {
        const checked = attributesIn(item, wanted).attribute('checked') === true;
        return { checked: name === 'taskList' ? checked : undefined, blocks: this.blocks(item) };
      });
    return {
      kind: 'list',
      style: style[name],
      start: typeof start === 'number' ? start : 1,
      items,
    };
  }

  #rows(table: Y.XmlElement): RichCell[][] {
    const rows = elements(table).filter((row) => row.nodeName === 'tableRow');
    return rows.map((row) => elements(row).flatMap((cell) => this.#cell(cell) ?? []));
  }

  #cell(element: Y.XmlElement): RichCell | undefined {
    const name = element.nodeName;
    if (name !== 'tableCell' && name !== 'tableHeader') return undefined;
    const { attribute } = attributesIn(element, name);
    const span = (key: string): number => {
      const value = attribute(key);
      return typeof value === 'number' ? value : 1;
    };
    return {
      header: name === 'tableHeader',
      colspan: span('colspan'),
      rowspan: span('rowspan'),
      blocks: this.blocks(element),
    };
  }

  #action(element: Y.XmlElement): ActionItem {
    const { attribute, words } = attributesIn(element, 'actionItem');
    return {
      kind: 'action',
      number: this.#actions++,
      inlines: inlines(element),
      done: attribute('done') === true,
      personId: words('personId'),
      personName: words('personName'),
      due: words('due'),
    };
  }
}

function elements(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent.toArray().filter((child) => child instanceof Y.XmlElement);
}

function picture(element: Y.XmlElement): RichBlock | undefined {
  const { words } = attributesIn(element, 'picture');
  const fileId = words('fileId');
  return fileId === undefined ? undefined : { kind: 'picture', fileId, alt: words('alt') ?? '' };
}

function attributesIn(
  element: Y.XmlElement,
  name: RichName,
): { attribute: (key: string) => unknown; words: (key: string) => string | undefined } {
  const attribute = (key: string): unknown => {
    const value: unknown = element.getAttribute(key);
    return allowsAttribute(name, key, value) ? value : undefined;
  };
  const words = (key: string): string | undefined => {
    const value = attribute(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return { attribute, words };
}

function inlines(parent: Y.XmlElement): RichInline[] {
  return parent.toArray().flatMap((child): RichInline[] => {
    if (child instanceof Y.XmlText) return pieces(child);
    if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') return [{ kind: 'break' }];
    return [];
  });
}

function pieces(text: Y.XmlText): RichInline[] {
  return deltaOf(text).flatMap(({ insert, attributes = {} }): RichInline[] => {
    if (typeof insert !== 'string') return [];
    const has = (mark: string): boolean => allowsMark(mark, attributes[mark]);
    const link = attributes['link'];
    const target = has('link') && isRecord(link) ? safeLink(link['href']) : undefined;
    return [
      {
        kind: 'text',
        text: insert,
        bold: has('bold'),
        italic: has('italic'),
        underline: has('underline'),
        strike: has('strike'),
        code: has('code'),
        link: target,
      },
    ];
  });
}

function plainText(parent: Y.XmlElement): string {
  return inlines(parent)
    .map((inline) => (inline.kind === 'text' ? inline.text : '\n'))
    .join('');
}

interface Piece {
  readonly insert: unknown;
  readonly attributes?: Record<string, unknown>;
}

/** Yjs types what it gives as any; nothing of it is known before the rules have seen it. */
export function deltaOf(text: Y.XmlText): readonly Piece[] {
  const delta: unknown = text.toDelta();
  return Array.isArray(delta) ? delta.filter(isPiece) : [];
}

function isPiece(value: unknown): value is Piece {
  return isRecord(value) && 'insert' in value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
