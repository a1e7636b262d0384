import type { Desk } from './Desk.ts';
import type { Editing } from './DeskView.ts';
import { isWritable } from './model/Shape.ts';
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
  desk.edit(undefined);
  const id = editing.isNew ? finishNew(desk, editing, text) : finishKnown(desk, editing, text);
  if (desk.tool === 'select' || desk.toolStays) return;
  desk.setTool('select');
  if (id !== undefined) desk.select([id]);
}

const isNothing = ({ shape }: Editing, text: string): boolean =>
  shape.kind === 'text' && text.trim() === '';

function finishNew(desk: Desk, editing: Editing, text: string): string | undefined {
  if (isNothing(editing, text)) return undefined;
  const shape = withWords(desk, editing, text);
  desk.commit([shape]);
  desk.say({ kind: 'added', shape });
  return shape.id;
}

function finishKnown(desk: Desk, editing: Editing, text: string): string | undefined {
  // As it is now: somebody may have moved it while these words were written, or deleted it; then the words go nowhere.
  const now = desk.model.shape(editing.shape.id);
  if (now === undefined || !isWritable(now)) return undefined;
  if (isNothing(editing, text)) desk.commit([], [now.id]);
  else if (text !== editing.shape.text) {
    desk.commit([withWords(desk, { ...editing, shape: now }, text)]);
    desk.say({ kind: 'changed', count: 1 });
  }
  return now.id;
}
