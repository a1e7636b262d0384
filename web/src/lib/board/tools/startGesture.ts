import type { Desk } from '../Desk.ts';
import { startBox, startWords } from './drawBox.ts';
import { startInk } from './drawInk.ts';
import { startLine } from './drawLine.ts';
import { startErase } from './erase.ts';
import type { Gesture, PointerAt, StartGesture } from './Gesture.ts';
import type { ToolName } from './toolNames.ts';
import { startHand, startLaser } from './hand.ts';
import { startSelect } from './select.ts';

const starts: Readonly<Record<ToolName, StartGesture | undefined>> = {
  select: startSelect,
  hand: startHand,
  pen: startInk('pen'),
  highlighter: startInk('highlighter'),
  eraser: startErase,
  rectangle: startBox('rectangle'),
  ellipse: startBox('ellipse'),
  diamond: startBox('diamond'),
  line: startLine('line'),
  arrow: startLine('arrow'),
  text: startWords('text'),
  note: startWords('note'),
  image: undefined,
  laser: startLaser,
};

export function startGesture(desk: Desk, at: PointerAt): Gesture | undefined {
  return starts[desk.tool]?.(desk, at);
}
