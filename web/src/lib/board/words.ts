import { isWritable } from './model/Shape.ts';
import type { Desk, Editing } from './Desk.ts';
import { fitWords, isAsWideAsWords, widenToWords } from './tools/fitWords.ts';

/** The shape as it is while these words are written on it. */
export function withWords(desk: Desk, { shape, isNew }: Editing, text: string): Editing['shape'] {
  const grows = shape.kind === 'text' && (isNew || isAsWideAsWords(shape, desk.measure));
  const written = { ...shape, text };
  return fitWords(grows ? widenToWords(written, desk.measure) : written, desk.measure);
}

/** Writes the words, as one step with the shape when it is new. A text without words is none. */
export function finishWords(desk: Desk, text: string): void {
  const { editing } = desk;
  if (editing === undefined) return;
  // As it is now: somebody may have moved it while these words were written.
  const now = desk.model.shape(editing.shape.id);
  const base = now !== undefined && isWritable(now) ? now : editing.shape;
  const shape = withWords(desk, { ...editing, shape: base }, text);
  const empty = text.trim() === '' && shape.kind === 'text';
  desk.edit(undefined);
  if (empty) {
    if (!editing.isNew) desk.commit([], [shape.id]);
  } else if (editing.isNew || text !== editing.shape.text) {
    // Somebody may have deleted it meanwhile: then the words go nowhere, as the shape did.
    if (!editing.isNew && desk.model.shape(shape.id) === undefined) return;
    desk.commit([shape]);
    desk.say(editing.isNew ? { kind: 'added', shape } : { kind: 'changed', count: 1 });
  }
  if (desk.tool === 'select' || desk.toolStays) return;
  desk.setTool('select');
  if (!empty) desk.select([shape.id]);
}
