import * as v from 'valibot';
import * as Y from 'yjs';
import { EndValue, Id, LookValue, Nature, Order, PlaceValue, Text } from './schemas.ts';
import type { BoxShape, LineShape, PlacedShape, Shape, TextShape } from './Shape.ts';

type Common = Pick<Shape, 'id' | 'page' | 'order' | 'locked' | 'look'>;

/** One part of a stored shape, or nothing when it is not what it must be. */
function part<S extends v.GenericSchema>(
  schema: S,
  stored: Y.Map<unknown>,
  key: string,
): v.InferOutput<S> | undefined {
  const result = v.safeParse(schema, stored.get(key));
  return result.success ? result.output : undefined;
}

/** The shape that is stored there, or nothing when it is broken or monstrous: then it is not drawn. */
export function readShape(id: string, stored: unknown): Shape | undefined {
  if (!(stored instanceof Y.Map) || !v.is(Id, id)) return undefined;
  const map: Y.Map<unknown> = stored;
  const nature = part(Nature, map, 'is');
  const order = part(Order, map, 'order');
  const look = part(LookValue, map, 'look');
  if (nature === undefined || order === undefined || look === undefined) return undefined;
  const common = { id, page: nature.page, order, look, locked: map.get('locked') === true };
  return nature.kind === 'line' || nature.kind === 'arrow'
    ? readLine(nature.kind, common, map)
    : readPlaced(nature, common, map);
}

function readLine(
  kind: LineShape['kind'],
  common: Common,
  stored: Y.Map<unknown>,
): LineShape | undefined {
  const from = part(EndValue, stored, 'from');
  const to = part(EndValue, stored, 'to');
  return from === undefined || to === undefined ? undefined : { ...common, kind, from, to };
}

function readPlaced(
  nature: Nature,
  common: Common,
  stored: Y.Map<unknown>,
): PlacedShape | undefined {
  const place = part(PlaceValue, stored, 'place');
  if (place === undefined) return undefined;
  if (nature.kind === 'pen' || nature.kind === 'highlighter') {
    const { kind, points, natural } = nature;
    return { ...common, kind, place, points, natural };
  }
  const text = part(Text, stored, 'text') ?? '';
  if (nature.kind === 'image') {
    return { ...common, kind: nature.kind, place, text, fileId: nature.fileId };
  }
  const { kind } = nature;
  return kind === 'line' || kind === 'arrow' ? undefined : wordy(kind, { ...common, place, text });
}

/** TypeScript keeps a kind and its shape together only one by one. */
function wordy(
  kind: BoxShape['kind'] | TextShape['kind'],
  rest: Omit<BoxShape, 'kind'>,
): BoxShape | TextShape {
  return kind === 'text' || kind === 'note' ? { ...rest, kind } : { ...rest, kind };
}
