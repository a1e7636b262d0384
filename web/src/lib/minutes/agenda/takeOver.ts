import { toBase64Url } from '@conclave/shared/bytes';
import * as Y from 'yjs';
import { allowsAttribute, TEXT_FIELD } from '../text/richRules.ts';
import type { AgendaPoint } from './Agenda.ts';

/** Taking over is one's own edit, which undo takes back; the editor's undo knows it by this. */
export const takingOver = Symbol('taking over the agenda');
const settling = Symbol('settling the agenda');

/** The points that have no heading in the minutes yet. */
export function missingPoints(minutes: Y.Doc, points: readonly AgendaPoint[]): AgendaPoint[] {
  const there = new Set(headings(minutes).map(({ point }) => point));
  return points.filter(({ id }) => !there.has(id));
}

/**
 * Puts each point that is not in the minutes yet there as a heading, in the agenda's order, with a line to write in.
 * A heading says of which point it is, and which taking over brought it: doing it twice adds nothing.
 */
export function takeOverAgenda(minutes: Y.Doc, points: readonly AgendaPoint[]): number {
  const missing = missingPoints(minutes, points);
  if (missing.length === 0) return 0;
  const takeOver = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const root = minutes.getXmlFragment(TEXT_FIELD);
  minutes.transact(() => {
    if (root.length === 1 && isEmptyLine(root.get(0))) root.delete(0, 1);
    root.push(
      missing.flatMap((point) => [heading(point, takeOver), new Y.XmlElement('paragraph')]),
    );
  }, takingOver);
  return missing.length;
}

/**
 * Two who took over at the same moment brought each heading twice. The one with the smaller mark stays, on
 * every screen the same one; what was written under the other stays. Returns how many went.
 */
export function settleTakeOvers(minutes: Y.Doc): number {
  const winners = new Map<string, string>();
  const all = headings(minutes);
  for (const { point, takeOver } of all) {
    const winner = winners.get(point);
    if (winner === undefined || takeOver < winner) winners.set(point, takeOver);
  }
  const losers = all.filter(({ point, takeOver }) => winners.get(point) !== takeOver);
  if (losers.length === 0) return 0;
  const root = minutes.getXmlFragment(TEXT_FIELD);
  minutes.transact(() => {
    for (const { at } of losers.toReversed()) {
      root.delete(at, at + 1 < root.length && isEmptyLine(root.get(at + 1)) ? 2 : 1);
    }
  }, settling);
  return losers.length;
}

interface AgendaHeading {
  readonly at: number;
  readonly point: string;
  readonly takeOver: string;
}

function headings(minutes: Y.Doc): AgendaHeading[] {
  const children = minutes.getXmlFragment(TEXT_FIELD).toArray();
  return children.flatMap((child, at): AgendaHeading[] => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== 'heading') return [];
    const point = mark(child, 'agendaPoint');
    const takeOver = mark(child, 'takeOver');
    return point === undefined || takeOver === undefined ? [] : [{ at, point, takeOver }];
  });
}

function mark(heading: Y.XmlElement, key: 'agendaPoint' | 'takeOver'): string | undefined {
  const value: unknown = heading.getAttribute(key);
  return typeof value === 'string' && allowsAttribute('heading', key, value) ? value : undefined;
}

function heading(point: AgendaPoint, takeOver: string): Y.XmlElement {
  const element = new Y.XmlElement('heading');
  // Yjs keeps any JSON value; only its default type says strings.
  const attributes: { setAttribute(key: string, value: unknown): void } = element;
  attributes.setAttribute('level', 2);
  element.setAttribute('agendaPoint', point.id);
  element.setAttribute('takeOver', takeOver);
  element.insert(0, [new Y.XmlText(point.title)]);
  return element;
}

function isEmptyLine(child: unknown): boolean {
  if (!(child instanceof Y.XmlElement) || child.nodeName !== 'paragraph') return false;
  return child.toArray().every((piece) => piece instanceof Y.XmlText && piece.length === 0);
}
