import type { Extensions } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import type * as Y from 'yjs';
import { takingOver } from '../agenda/takeOver.ts';
import { restoring } from '../restoreTo.ts';
import { ActionItem } from './ActionItem.ts';
import type { ActionItemOptions } from './ActionItemOptions.ts';
import { AgendaMarks } from './AgendaMarks.ts';
import { CheckItem } from './CheckItem.ts';
import { Decision } from './Decision.ts';
import { Finding } from './Finding.ts';
import { Picture } from './Picture.ts';
import type { PictureOptions } from './PictureView.ts';

interface Parts {
  readonly text: Y.XmlFragment;
  readonly words: { decision: string; taskDone: string };
  readonly action: ActionItemOptions;
  readonly picture: PictureOptions;
  /** Those that talk with the screen. */
  readonly more: Extensions;
}

/** The cells' widths and alignments are not kept: they would need style attributes. */
const cellAttributes = {
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null, rendered: false },
};

/** All that the editor can do. What a text may hold stands in `richRules.ts` and must say the same. */
export function extensions({ text, words, action, picture, more }: Parts): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [1, 2, 3] },
      codeBlock: { HTMLAttributes: { spellcheck: 'false' } },
      dropcursor: { class: 'drop-place', color: false },
      // One's own: checked targets, and asked before they are opened.
      link: false,
      // Yjs undoes, one's own edits only.
      undoRedo: false,
      // Would write an empty line into the document for everybody who opens it.
      trailingNode: false,
    }),
    AgendaMarks,
    TaskList,
    CheckItem.configure({
      nested: true,
      a11y: { checkboxLabel: (node) => `${words.taskDone}: ${node.textContent}` },
    }),
    // Without the library's column widths, which are style attributes.
    Table.extend({ renderHTML: () => ['table', {}, ['tbody', 0]], addNodeView: () => null }),
    TableRow,
    TableCell.extend({ addAttributes: () => cellAttributes }),
    TableHeader.extend({ addAttributes: () => cellAttributes }),
    Decision.configure({ label: words.decision }),
    ActionItem.configure(action),
    Picture.configure(picture),
    Finding,
    Collaboration.configure({
      fragment: text,
      yUndoOptions: { trackedOrigins: [takingOver, restoring] },
    }),
    ...more,
  ];
}
