import { t } from '../i18n/texts.svelte.ts';
import { isLine, type LineShape, type Shape } from './model/Shape.ts';

const MOST_LETTERS = 60;

type Find = (id: string) => Shape | undefined;

/** What a shape is called where it is not seen. */
export function shapeName(shape: Shape, find: Find): string {
  const name = isLine(shape) ? lineName(shape, find) : plainName(shape);
  return shape.locked ? `${name}, ${t.board.names.locked}` : name;
}

function plainName(shape: Shape): string {
  const { names, look } = t.board;
  const name = names[shape.kind];
  const words = 'text' in shape ? shape.text.trim().replaceAll(/\s+/gu, ' ') : '';
  if (words !== '') {
    const text = words.length > MOST_LETTERS ? `${words.slice(0, MOST_LETTERS)}…` : words;
    return names.withText({ name, text });
  }
  return names.colored({ name, color: look.colors[shape.look.color] });
}

function lineName(line: LineShape, find: Find): string {
  const { names } = t.board;
  const [from, to] = [line.from, line.to].map(({ on }) => {
    const shape = on === undefined ? undefined : find(on.shape);
    return shape === undefined || isLine(shape) ? undefined : plainName(shape);
  });
  return line.kind === 'line' || (from ?? to) === undefined
    ? plainName(line)
    : names.arrowBetween({ from: from ?? names.nothing, to: to ?? names.nothing });
}
