import { Extension } from '@tiptap/core';
import { Plugin, type EditorState } from '@tiptap/pm/state';

/** What was typed behind a slash at the start of a line, and where it stands. */
export interface SlashQuery {
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** Lets a list open where somebody typed a slash; the keys that move in it are handed over first. */
export const Slash = Extension.create<{ onkey: (event: KeyboardEvent) => boolean }>({
  name: 'slash',
  priority: 2000,
  addOptions: () => ({ onkey: () => false }),
  addProseMirrorPlugins() {
    const { onkey } = this.options;
    return [new Plugin({ props: { handleKeyDown: (_view, event) => onkey(event) } })];
  },
});

export function slashQuery(state: EditorState): SlashQuery | undefined {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== 'paragraph') return undefined;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\n');
  const words = /^\/([\p{L}\p{N}-]{0,20})$/u.exec(before)?.[1];
  if (words === undefined) return undefined;
  return { words, from: $from.start(), to: $from.pos };
}
