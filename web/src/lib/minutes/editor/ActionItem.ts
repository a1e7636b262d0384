import { mergeAttributes, Node } from '@tiptap/core';
import type { ActionItemOptions } from './ActionItemOptions.ts';
import { ActionItemView } from './ActionItemView.ts';

/** Something to do: a box, a line, who does it and until when. */
export const ActionItem = Node.create<ActionItemOptions>({
  name: 'actionItem',
  group: 'block',
  content: 'inline*',
  defining: true,
  addOptions: () => ({
    words: { done: '', person: '', due: '' },
    nameOf: () => '',
    offered: () => new Map<string, string>(),
  }),
  addAttributes: () => ({
    done: { default: false, rendered: false, keepOnSplit: false },
    personId: { default: null, rendered: false, keepOnSplit: false },
    personName: { default: null, rendered: false, keepOnSplit: false },
    due: { default: null, rendered: false, keepOnSplit: false },
  }),
  parseHTML: () => [{ tag: 'div.action-item', contentElement: '.what' }],
  renderHTML: ({ HTMLAttributes }) => [
    'div',
    mergeAttributes(HTMLAttributes, { class: 'action-item' }),
    ['span', { class: 'what' }, 0],
  ],
  addNodeView() {
    return ({ node, getPos, editor }) => {
      const view = new ActionItemView(node, this.options);
      view.onchange = (attributes) => {
        const at = getPos();
        if (at === undefined || !editor.isEditable) return;
        const now = editor.state.doc.nodeAt(at);
        if (now?.type !== this.type) return;
        editor.view.dispatch(
          editor.state.tr.setNodeMarkup(at, undefined, { ...now.attrs, ...attributes }),
        );
      };
      return view;
    };
  },
  addKeyboardShortcuts() {
    return {
      // Enter goes on with the next one; in an empty one it goes back to plain text.
      Enter: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        if ($from.parent.type !== this.type) return false;
        if (empty && $from.parent.content.size === 0) return editor.commands.setNode('paragraph');
        return editor.chain().splitBlock().setNode(this.name).run();
      },
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        if (!empty || $from.parent.type !== this.type || $from.parentOffset > 0) return false;
        return editor.commands.setNode('paragraph');
      },
    };
  },
});
