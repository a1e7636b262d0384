import type { Desk } from '../Desk.ts';
import { toScreen } from '../draw/camera.ts';
import type { Point } from '../geometry/Box.ts';
import { handlePoint, handles, KNOB, type Handle } from '../geometry/handles.ts';
import { rotate } from '../geometry/place.ts';
import { distance } from '../geometry/segments.ts';
import { isLine, type Place } from '../model/Shape.ts';

/** What can be taken hold of around the selection. */
export type Grip =
  | { readonly kind: 'resize'; readonly handle: Handle }
  | { readonly kind: 'turn' }
  | { readonly kind: 'end'; readonly which: 'from' | 'to' };

/** In CSS pixels; a finger covers more. */
const REACH_PX = 9;
const FINGER_PX = 20;

/** The frame around what is selected: turned with a single shape, straight around several. */
export function selectionFrame(desk: Desk): Place | undefined {
  const [first, second] = desk.selected();
  if (first === undefined) return undefined;
  if (second === undefined && !isLine(first)) return first.place;
  const box = desk.scene.boundsOf(desk.selection);
  return box === undefined ? undefined : { ...box, angle: 0 };
}

export interface PlacedGrip {
  readonly grip: Grip;
  readonly at: Point;
}

/** The grips, where they are on the board. None where nothing may be changed. */
export function gripsOf(desk: Desk): PlacedGrip[] {
  const frame = selectionFrame(desk);
  if (frame === undefined || desk.free().length === 0 || desk.editing !== undefined) return [];
  const [only, more] = desk.selected();
  if (only !== undefined && more === undefined && isLine(only)) {
    const { from, to } = desk.scene.ends(only);
    return [
      { grip: { kind: 'end', which: 'from' }, at: from },
      { grip: { kind: 'end', which: 'to' }, at: to },
    ];
  }
  // A text gets wider or narrower; its letters have sizes of their own.
  const shown = only?.kind === 'text' && more === undefined ? (['e', 'w'] as const) : handles;
  return [
    { grip: { kind: 'turn' }, at: knobPoint(frame, desk.camera.zoom) },
    ...shown
      .filter((handle) => handle.length === 2 || fits(frame, handle, desk.camera.zoom))
      .map((handle) => ({
        grip: { kind: 'resize', handle } as const,
        at: handlePoint(frame, handle),
      })),
  ];
}

/** Handles in the middle of a side need a side that is long enough. */
function fits({ w, h }: Place, handle: Handle, zoom: number): boolean {
  return (handle === 'n' || handle === 's' ? w : h) * zoom > 48 || handle === 'e' || handle === 'w';
}

/** The knob to turn with, above the frame. */
function knobPoint(frame: Place, zoom: number): Point {
  const top = { x: frame.x + frame.w / 2, y: frame.y - KNOB / zoom };
  return rotate(top, { x: frame.x + frame.w / 2, y: frame.y + frame.h / 2 }, frame.angle);
}

export function gripAt(desk: Desk, screen: Point, finger: boolean): Grip | undefined {
  const reach = finger ? FINGER_PX : REACH_PX;
  let best: { grip: Grip; far: number } | undefined;
  for (const { grip, at } of gripsOf(desk)) {
    const far = distance(toScreen(desk.camera, at), screen);
    if (far <= reach && far < (best?.far ?? Infinity)) best = { grip, far };
  }
  return best?.grip;
}
