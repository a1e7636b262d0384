import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** Words in empty places that say what to write there; they are no part of the text. */
export const Hints = Extension.create<{ text: string; decision: string; action: string }>({
  name: 'hints',
  addOptions: () => ({ text: '', decision: '', action: '' }),
  addProseMirrorPlugins() {
    const { text, decision, action } = this.options;
    // eslint-disable-next-line complexity -- three places, each with its condition
    const hinted = (state: EditorState): DecorationSet => {
      const { doc, selection } = state;
      const marks: Decoration[] = [];
      const hint = (at: number, size: number, words: string): void => {
        marks.push(Decoration.node(at, at + size, { class: 'hint', 'data-hint': words }));
      };
      const [first] = doc.children;
      const isPlain = first?.type.name === 'paragraph';
      if (doc.childCount === 1 && isPlain && first.content.size === 0) hint(0, 2, text);
      // Others only where the caret is: looking through a long text on each key costs too much.
      const { $from } = selection;
      const around = $from.depth > 0 ? $from.node(1) : undefined;
      if (around?.type.name === 'decision' && around.textContent === '') {
        hint($from.before(2), 2, decision);
      }
      if ($from.parent.type.name === 'actionItem' && $from.parent.content.size === 0) {
        hint($from.before(), 2, action);
      }
      return DecorationSet.create(doc, marks);
    };
    return [new Plugin({ props: { decorations: hinted } })];
  },
});
