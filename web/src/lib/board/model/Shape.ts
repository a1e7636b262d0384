import type { Box } from '../geometry/Box.ts';

export const inkKinds = ['pen', 'highlighter'] as const;
export const boxKinds = ['rectangle', 'ellipse', 'diamond'] as const;
export const lineKinds = ['line', 'arrow'] as const;
export const colors = [
  'ink',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'violet',
] as const;
export const sizes = ['s', 'm', 'l', 'xl'] as const;
export const fills = ['none', 'tint', 'full'] as const;
export const dashes = ['solid', 'dashed'] as const;

export type Color = (typeof colors)[number];
export type Size = (typeof sizes)[number];
type Fill = (typeof fills)[number];
type Dash = (typeof dashes)[number];

/** How a shape looks. All shapes have all of it; which part shows depends on the kind. */
export interface Look {
  readonly color: Color;
  readonly size: Size;
  readonly fill: Fill;
  readonly dash: Dash;
}

/** Where a shape is, before it is turned by `angle` (radians) about its centre. */
export interface Place extends Box {
  readonly angle: number;
}

/** What every shape has. Shapes are never changed, only replaced: drawings of them are kept by identity. */
interface Common {
  readonly id: string;
  readonly page: string;
  /** A fractional key: larger lies in front. */
  readonly order: string;
  readonly locked: boolean;
  readonly look: Look;
}

export interface InkShape extends Common {
  readonly kind: (typeof inkKinds)[number];
  readonly place: Place;
  /** As `encodePoints` made them, in a space of `natural` size which is stretched to the place. */
  readonly points: Uint8Array;
  readonly natural: { readonly w: number; readonly h: number };
}

export interface BoxShape extends Common {
  readonly kind: (typeof boxKinds)[number];
  readonly place: Place;
  readonly text: string;
}

export interface TextShape extends Common {
  readonly kind: 'text' | 'note';
  readonly place: Place;
  readonly text: string;
}

export interface ImageShape extends Common {
  readonly kind: 'image';
  readonly place: Place;
  readonly fileId: string;
  /** The file's name, which stands for the picture where it cannot be seen. */
  readonly text: string;
}

/** One end of a line: a point, or a place on a shape that it sticks to. */
export interface End {
  readonly x: number;
  readonly y: number;
  /** The shape, and which share of its width and height. `x` and `y` serve when it is gone. */
  readonly on?: { readonly shape: string; readonly x: number; readonly y: number } | undefined;
}

export interface LineShape extends Common {
  readonly kind: (typeof lineKinds)[number];
  readonly from: End;
  readonly to: End;
}

export type PlacedShape = InkShape | BoxShape | TextShape | ImageShape;
export type Shape = PlacedShape | LineShape;

export function isLine(shape: Shape): shape is LineShape {
  return shape.kind === 'line' || shape.kind === 'arrow';
}

export function isInk(shape: Shape): shape is InkShape {
  return shape.kind === 'pen' || shape.kind === 'highlighter';
}

export function isBox(shape: Shape): shape is BoxShape {
  return shape.kind === 'rectangle' || shape.kind === 'ellipse' || shape.kind === 'diamond';
}

/** What is written on a shape, and what can be. */
export function isWritable(shape: Shape): shape is BoxShape | TextShape {
  return isBox(shape) || shape.kind === 'text' || shape.kind === 'note';
}
