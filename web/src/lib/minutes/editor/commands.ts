import type { Editor } from '@tiptap/core';
import Bold from '@lucide/svelte/icons/bold';
import Braces from '@lucide/svelte/icons/braces';
import Code from '@lucide/svelte/icons/code';
import Gavel from '@lucide/svelte/icons/gavel';
import Heading1 from '@lucide/svelte/icons/heading-1';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import Image from '@lucide/svelte/icons/image';
import Italic from '@lucide/svelte/icons/italic';
import List from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Minus from '@lucide/svelte/icons/minus';
import Pilcrow from '@lucide/svelte/icons/pilcrow';
import Quote from '@lucide/svelte/icons/quote';
import Strikethrough from '@lucide/svelte/icons/strikethrough';
import Table from '@lucide/svelte/icons/table';
import Underline from '@lucide/svelte/icons/underline';
import type { IconComponent } from '../../ui/IconComponent.ts';

/** Something that toolbar, menus and the slash list offer. Its words stand in `t.minutes.toolbar` or beside it. */
export interface EditorCommand {
  readonly id: CommandId;
  readonly icon: IconComponent;
  /** Keys as people read them; `Mod` is Ctrl or ⌘. */
  readonly keys?: string;
  readonly run: (editor: Editor) => void;
  readonly isOn?: (editor: Editor) => boolean;
}

export type CommandId =
  | 'paragraph'
  | 'heading1'
  | 'heading2'
  | 'heading3'
  | 'quote'
  | 'codeBlock'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'code'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'table'
  | 'rule'
  | 'decision'
  | 'action';

const heading = (level: 1 | 2 | 3): Pick<EditorCommand, 'run' | 'isOn' | 'keys'> => ({
  keys: `Mod+Alt+${level}`,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive('heading', { level }),
});

const mark = (name: string): Pick<EditorCommand, 'run' | 'isOn'> => ({
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  isOn: (editor) => editor.isActive(name),
});

/** What a line is. */
export const styles: readonly EditorCommand[] = [
  {
    id: 'paragraph',
    icon: Pilcrow,
    keys: 'Mod+Alt+0',
    run: (editor) => editor.chain().focus().clearNodes().run(),
    isOn: (editor) => editor.isActive('paragraph') && !editor.isActive('blockquote'),
  },
  { id: 'heading1', icon: Heading1, ...heading(1) },
  { id: 'heading2', icon: Heading2, ...heading(2) },
  { id: 'heading3', icon: Heading3, ...heading(3) },
  {
    id: 'quote',
    icon: Quote,
    keys: 'Mod+Shift+B',
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    isOn: (editor) => editor.isActive('blockquote'),
  },
  {
    id: 'codeBlock',
    icon: Braces,
    keys: 'Mod+Alt+C',
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    isOn: (editor) => editor.isActive('codeBlock'),
  },
];

/** How letters look. */
export const marks: readonly EditorCommand[] = [
  { id: 'bold', icon: Bold, keys: 'Mod+B', ...mark('bold') },
  { id: 'italic', icon: Italic, keys: 'Mod+I', ...mark('italic') },
  { id: 'underline', icon: Underline, keys: 'Mod+U', ...mark('underline') },
  { id: 'strike', icon: Strikethrough, keys: 'Mod+Shift+S', ...mark('strike') },
  { id: 'code', icon: Code, keys: 'Mod+E', ...mark('code') },
];

export const lists: readonly EditorCommand[] = [
  {
    id: 'bulletList',
    icon: List,
    keys: 'Mod+Shift+8',
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
    isOn: (editor) => editor.isActive('bulletList'),
  },
  {
    id: 'orderedList',
    icon: ListOrdered,
    keys: 'Mod+Shift+7',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    isOn: (editor) => editor.isActive('orderedList'),
  },
  {
    id: 'taskList',
    icon: ListChecks,
    keys: 'Mod+Shift+9',
    run: (editor) => editor.chain().focus().toggleTaskList().run(),
    isOn: (editor) => editor.isActive('taskList'),
  },
];

export const insertTable: EditorCommand = {
  id: 'table',
  icon: Table,
  run: (editor) =>
    editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
};

export const insertRule: EditorCommand = {
  id: 'rule',
  icon: Minus,
  run: (editor) => editor.chain().focus().setHorizontalRule().run(),
};

/** What only minutes have. */
export const outcomes: readonly EditorCommand[] = [
  {
    id: 'action',
    icon: ListTodo,
    run: (editor) => editor.chain().focus().setNode('actionItem').run(),
    isOn: (editor) => editor.isActive('actionItem'),
  },
  {
    id: 'decision',
    icon: Gavel,
    run: (editor: Editor): void => {
      if (editor.isActive('decision')) editor.chain().focus().lift('decision').run();
      else editor.chain().focus().setNode('paragraph').wrapIn('decision').run();
    },
    isOn: (editor) => editor.isActive('decision'),
  },
];

export const pictureIcon = Image;

/** Changes of the table in which the caret is. */
export const tableChanges = {
  rowAbove: (editor: Editor) => editor.chain().focus().addRowBefore().run(),
  rowBelow: (editor: Editor) => editor.chain().focus().addRowAfter().run(),
  columnBefore: (editor: Editor) => editor.chain().focus().addColumnBefore().run(),
  columnAfter: (editor: Editor) => editor.chain().focus().addColumnAfter().run(),
  headerRow: (editor: Editor) => editor.chain().focus().toggleHeaderRow().run(),
  deleteRow: (editor: Editor) => editor.chain().focus().deleteRow().run(),
  deleteColumn: (editor: Editor) => editor.chain().focus().deleteColumn().run(),
  deleteTable: (editor: Editor) => editor.chain().focus().deleteTable().run(),
} as const satisfies Record<string, (editor: Editor) => boolean>;
