import { ordersBetween } from '../model/orderKey.ts';
import { byOrder } from '../model/readPages.ts';
import { isLine, type End, type Shape } from '../model/Shape.ts';

interface Onto {
  readonly page: string;
  readonly id: () => string;
  /** The first copy's order comes after this. */
  readonly after: string;
}

/** The same shapes again in front of everything; lines stick to the copies, never to the originals. */
export function copies(shapes: readonly Shape[], { page, id, after }: Onto): Shape[] {
  const ids = new Map(shapes.map((shape) => [shape.id, id()]));
  const orders = ordersBetween(after, undefined, shapes.length);
  const end = ({ x, y, on }: End): End => {
    const shape = on === undefined ? undefined : ids.get(on.shape);
    return on === undefined || shape === undefined ? { x, y } : { x, y, on: { ...on, shape } };
  };
  return shapes.toSorted(byOrder).map((shape, at) => {
    const common = {
      id: ids.get(shape.id) ?? id(),
      page,
      order: orders[at] ?? after,
      locked: false,
    };
    return isLine(shape)
      ? { ...shape, ...common, from: end(shape.from), to: end(shape.to) }
      : { ...shape, ...common };
  });
}
