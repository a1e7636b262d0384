import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

interface Found {
  readonly words: string;
  readonly places: readonly { from: number; to: number }[];
  readonly at: number;
}

const nothing: Found = { words: '', places: [], at: 0 };
const key = new PluginKey<Found>('finding');

/** More marks than this help nobody and slow the page down. */
const MAX_PLACES = 1000;

/** Finds words in the text and marks where they are. */
export const Finding = Extension.create({
  name: 'finding',
  addProseMirrorPlugins: () => [
    new Plugin<Found>({
      key,
      state: {
        init: () => nothing,
        apply: (tr, found) => {
          const asked: unknown = tr.getMeta(key);
          if (isAsked(asked)) return { ...asked, places: placesOf(tr.doc, asked.words) };
          if (!tr.docChanged || found.words === '') return found;
          return { ...found, places: placesOf(tr.doc, found.words) };
        },
      },
      props: {
        decorations: (state) => {
          const { places, at } = foundIn(state);
          const marks = places.map(({ from, to }, index) =>
            Decoration.inline(from, to, { class: index === at ? 'found now' : 'found' }),
          );
          return DecorationSet.create(state.doc, marks);
        },
      },
    }),
  ],
});

/** Looks for words and goes to the place with that number, counted round. Says which it is, of how many. */
export function find(view: EditorView, words: string, wanted: number): { at: number; n: number } {
  const places = placesOf(view.state.doc, words);
  const at = places.length === 0 ? 0 : (wanted + places.length) % places.length;
  const tr = view.state.tr.setMeta(key, { words, at });
  const place = places[at];
  if (place !== undefined) {
    tr.setSelection(TextSelection.create(tr.doc, place.from, place.to)).scrollIntoView();
  }
  view.dispatch(tr);
  return { at, n: places.length };
}

function foundIn(state: EditorState): Found {
  return key.getState(state) ?? nothing;
}

function isAsked(value: unknown): value is { words: string; at: number } {
  return typeof value === 'object' && value !== null && 'words' in value && 'at' in value;
}

function placesOf(doc: Node, words: string): { from: number; to: number }[] {
  const wanted = words.toLowerCase();
  const places: { from: number; to: number }[] = [];
  if (wanted === '') return places;
  doc.descendants((node, position) => {
    if (places.length >= MAX_PLACES) return false;
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, '\n').toLowerCase();
    // Where lower case is longer (İ), places in the text would be wrong.
    if (text.length !== node.content.size) return false;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      places.push({ from: position + 1 + at, to: position + 1 + at + wanted.length });
      if (places.length >= MAX_PLACES) break;
    }
    return false;
  });
  return places;
}
