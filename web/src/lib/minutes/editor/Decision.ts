import { mergeAttributes, Node } from '@tiptap/core';

/** What was decided: a few lines behind a bar. The label belongs to the look, not to the text. */
export const Decision = Node.create<{ label: string }>({
  name: 'decision',
  group: 'block',
  content: '(paragraph | bulletList | orderedList)+',
  defining: true,
  addOptions: () => ({ label: '' }),
  parseHTML: () => [{ tag: 'section.decision' }],
  renderHTML({ HTMLAttributes }) {
    const { label } = this.options;
    const own = { class: 'decision', role: 'group', 'aria-label': label, 'data-label': label };
    return ['section', mergeAttributes(HTMLAttributes, own), 0];
  },
  addKeyboardShortcuts() {
    return {
      // An empty last line is the way out, as in lists.
      Enter: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        if (!empty || $from.depth < 2 || $from.parent.content.size > 0) return false;
        const decision = $from.node(-1);
        const isLast = $from.index(-1) === decision.childCount - 1;
        if (decision.type !== this.type || !isLast || decision.childCount === 1) return false;
        return editor.commands.liftEmptyBlock();
      },
    };
  },
});
