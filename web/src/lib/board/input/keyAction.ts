import type { ToolName } from '../tools/toolNames.ts';

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key does while the board has the focus. */
export type KeyAction =
  | { readonly kind: 'tool'; readonly tool: ToolName }
  | { readonly kind: 'nudge' | 'grow'; readonly x: number; readonly y: number }
  | {
      readonly kind:
        | 'undo'
        | 'redo'
        | 'selectAll'
        | 'duplicate'
        | 'delete'
        | 'lock'
        | 'front'
        | 'back'
        | 'zoomIn'
        | 'zoomOut'
        | 'zoomFull'
        | 'fit'
        | 'fitSelection'
        | 'enter'
        | 'escape'
        | 'next'
        | 'previous'
        | 'pan'
        | 'nextPage'
        | 'previousPage'
        | 'help';
    };

/** The letters and figures of Excalidraw, with N for a note and M for the highlighter. */
const TOOLS: Readonly<Record<string, ToolName>> = {
  v: 'select',
  '1': 'select',
  r: 'rectangle',
  '2': 'rectangle',
  d: 'diamond',
  '3': 'diamond',
  o: 'ellipse',
  '4': 'ellipse',
  a: 'arrow',
  '5': 'arrow',
  l: 'line',
  '6': 'line',
  p: 'pen',
  '7': 'pen',
  t: 'text',
  '8': 'text',
  i: 'image',
  '9': 'image',
  e: 'eraser',
  '0': 'eraser',
  m: 'highlighter',
  n: 'note',
  h: 'hand',
  k: 'laser',
};

type Plain = Exclude<KeyAction['kind'], 'tool' | 'nudge' | 'grow'>;

const WITH_CONTROL: Readonly<Record<string, Plain>> = {
  z: 'undo',
  y: 'redo',
  a: 'selectAll',
  d: 'duplicate',
  '=': 'zoomIn',
  '+': 'zoomIn',
  '-': 'zoomOut',
  '0': 'zoomFull',
};
const WITH_CONTROL_SHIFT: Readonly<Record<string, Plain>> = { z: 'redo', l: 'lock' };
const ALONE: Readonly<Record<string, Plain>> = {
  Delete: 'delete',
  Backspace: 'delete',
  ']': 'front',
  '[': 'back',
  '+': 'zoomIn',
  '-': 'zoomOut',
  Enter: 'enter',
  F2: 'enter',
  Escape: 'escape',
  Tab: 'next',
  ' ': 'pan',
  PageDown: 'nextPage',
  PageUp: 'previousPage',
  '?': 'help',
};
/** By their place on the keyboard: with Shift, figures are other signs in each country. */
const WITH_SHIFT: Readonly<Record<string, Plain>> = {
  Digit0: 'zoomFull',
  Digit1: 'fit',
  Digit2: 'fitSelection',
  Tab: 'previous',
};

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const STEP = 1;
const LONG_STEP = 10;

function look<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const plain = (kind: Plain | undefined): KeyAction | undefined =>
  kind === undefined ? undefined : { kind };

/** What a pressed key means on the board, or nothing: then it is the room's or the browser's. */
export function keyAction(press: KeyPress & { readonly code: string }): KeyAction | undefined {
  const arrow = look(ARROWS, press.key);
  if (arrow !== undefined) return arrowAction(press, arrow);
  if (press.altKey) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return press.ctrlKey || press.metaKey
    ? plain(look(press.shiftKey ? WITH_CONTROL_SHIFT : WITH_CONTROL, key))
    : aloneAction(press, key);
}

function aloneAction(
  press: KeyPress & { readonly code: string },
  key: string,
): KeyAction | undefined {
  if (press.shiftKey) {
    const shifted = look(WITH_SHIFT, press.code);
    if (shifted !== undefined) return { kind: shifted };
  }
  const tool = press.shiftKey ? undefined : look(TOOLS, key);
  return tool === undefined ? plain(look(ALONE, key)) : { kind: 'tool', tool };
}

function arrowAction(press: KeyPress, [x, y]: readonly [number, number]): KeyAction | undefined {
  if (press.ctrlKey || press.metaKey) return undefined;
  const by = press.shiftKey ? LONG_STEP : STEP;
  // With Alt the arrows make larger and smaller.
  return press.altKey
    ? { kind: 'grow', x: x * LONG_STEP, y: y * LONG_STEP }
    : { kind: 'nudge', x: x * by, y: y * by };
}
