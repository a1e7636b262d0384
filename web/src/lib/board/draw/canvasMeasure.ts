import type { Measure } from './layoutText.ts';
import { fontOf } from './Painter.ts';

/** Measures letters as the canvas draws them. */
export function canvasMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  let height = 0;
  return (text, wanted) => {
    if (context === null) return text.length * wanted * 0.55;
    if (wanted !== height) context.font = fontOf(wanted);
    height = wanted;
    return context.measureText(text).width;
  };
}
