import { Extension } from '@tiptap/core';

const unseen = { default: null, rendered: false, parseHTML: () => null, keepOnSplit: false };

/** Headings remember which point of the agenda they came from. Copying and splitting do not copy that. */
export const AgendaMarks = Extension.create({
  name: 'agendaMarks',
  addGlobalAttributes: () => [
    { types: ['heading'], attributes: { agendaPoint: unseen, takeOver: unseen } },
  ],
});
