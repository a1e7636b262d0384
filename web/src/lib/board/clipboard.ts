import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import * as Y from 'yjs';
import type { Desk } from './Desk.ts';
import { toBoard } from './draw/camera.ts';
import { centreOf } from './geometry/Box.ts';
import { moveBy } from './geometry/move.ts';
import { Scene } from './geometry/Scene.ts';
import { MAX_TEXT } from './model/limits.ts';
import { newId } from './model/newId.ts';
import { byOrder } from './model/readPages.ts';
import { readShape } from './model/readShape.ts';
import { isInk, type Shape } from './model/Shape.ts';
import { storedShape } from './model/writeShape.ts';
import { deleteSelection, putNew } from './commands.ts';
import { copies } from './tools/copies.ts';
import { newWords } from './tools/drawBox.ts';
import { fitWords, widenToWords } from './tools/fitWords.ts';

/** Only the board reads it; other programs get the words. */
const FORMAT = 'application/x-conclave-board';
/** More than any board; a clipboard that holds more was not filled here. */
const MAX_COPIED = 8 * 1024 * 1024;

/** Shapes as text: a small document of their own, so that pasting checks them as everything else. */
export function packShapes(shapes: readonly Shape[]): string {
  const doc = new Y.Doc();
  const map = doc.getMap('shapes');
  doc.transact(() => {
    for (const shape of shapes) map.set(shape.id, storedShape(shape));
  });
  const packed = toBase64Url(Y.encodeStateAsUpdate(doc));
  doc.destroy();
  return packed;
}

export function unpackShapes(packed: string): Shape[] {
  if (packed.length > MAX_COPIED) return [];
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, fromBase64Url(packed));
    const map: Y.Map<unknown> = doc.getMap('shapes');
    return [...map].flatMap(([id, stored]) => readShape(id, stored) ?? []).sort(byOrder);
  } catch {
    // Not from a board: another program may write what it likes.
    return [];
  } finally {
    doc.destroy();
  }
}

/** What other programs get: the words, from the back to the front. */
export function wordsOf(shapes: readonly Shape[]): string {
  return shapes
    .toSorted(byOrder)
    .flatMap((shape) => ('text' in shape && !isInk(shape) && shape.text !== '' ? [shape.text] : []))
    .join('\n\n');
}

export function copySelection(desk: Desk, data: DataTransfer): boolean {
  const shapes = desk.selected();
  if (shapes.length === 0) return false;
  data.setData(FORMAT, packShapes(shapes));
  data.setData('text/plain', wordsOf(shapes));
  desk.say({ kind: 'copied', count: shapes.length });
  return true;
}

export function cutSelection(desk: Desk, data: DataTransfer): boolean {
  const copied = copySelection(desk, data);
  if (copied) deleteSelection(desk);
  return copied;
}

/** Puts shapes, or words as a text, where the pointer is or in the middle of the view. */
export function paste(desk: Desk, data: DataTransfer): boolean {
  if (desk.readonly) return false;
  const shapes = unpackShapes(data.getData(FORMAT));
  const fresh =
    shapes.length > 0 ? copiesOf(desk, shapes) : wordsAsText(desk, data.getData('text/plain'));
  if (fresh.length === 0) return false;
  putNew(desk, toPointer(desk, fresh));
  desk.say({ kind: 'pasted', count: fresh.length });
  return true;
}

function copiesOf(desk: Desk, shapes: readonly Shape[]): Shape[] {
  return copies(shapes, { page: desk.pageId, id: newId, after: desk.frontOrder() });
}

function wordsAsText(desk: Desk, text: string): Shape[] {
  const words = text.trim().slice(0, MAX_TEXT);
  if (words === '') return [];
  const empty = newWords(desk, 'text', { x: 0, y: 0, w: 1, h: 1 });
  return [fitWords(widenToWords({ ...empty, text: words }, desk.measure), desk.measure)];
}

function toPointer(desk: Desk, shapes: readonly Shape[]): Shape[] {
  const { camera, viewport } = desk;
  const target = desk.pointer ?? toBoard(camera, { x: viewport.w / 2, y: viewport.h / 2 });
  const scene = new Scene(shapes);
  const box = scene.boundsOf(shapes.map(({ id }) => id));
  if (box === undefined) return [];
  const centre = centreOf(box);
  return moveBy(shapes, { x: target.x - centre.x, y: target.y - centre.y });
}
