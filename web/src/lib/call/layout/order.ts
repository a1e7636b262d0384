/** What decides about somebody's place among the tiles. */
export interface Placed<Id> {
  id: Id;
  self: boolean;
  /** When the hand went up; null when it is down. */
  handRaisedAt: number | null;
  camera: boolean;
}

export interface OrderOptions<Id> {
  /** The order of the last time; who is new comes to the end of it. */
  previous: readonly Id[];
  perPage: number;
  /** Who has the word now. */
  speaker: Id | undefined;
  lastSpoke: ReadonlyMap<Id, number>;
}

/** People with a raised hand, first come first. */
export function handsInOrder<Id extends string, P extends Placed<Id>>(people: readonly P[]): P[] {
  return people
    .filter(({ handRaisedAt }) => handRaisedAt !== null)
    .sort((a, b) => (a.handRaisedAt ?? 0) - (b.handRaisedAt ?? 0) || (a.id < b.id ? -1 : 1));
}

/**
 * The order of the tiles. People keep their places: nobody moves while everybody fits on one page.
 * Else raised hands and whoever has the word come to the first page, each in exchange with the one
 * there who has been quiet longest. Oneself is always last on the first page, wherever that is.
 */
export function orderTiles<Id extends string>(
  people: readonly Placed<Id>[],
  options: OrderOptions<Id>,
): Id[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  const others = people.filter(({ self }) => !self).map(({ id }) => id);
  const kept = options.previous.filter((id) => byId.get(id)?.self === false);
  const known = new Set(kept);
  const order = [...kept, ...others.filter((id) => !known.has(id))];
  const self = people.find((person) => person.self)?.id;
  const firstPage = options.perPage - (self === undefined ? 0 : 1);
  if (order.length > firstPage) bringForward(order, byId, { ...options, firstPage });
  if (self !== undefined) order.splice(Math.min(firstPage, order.length), 0, self);
  return order;
}

function bringForward<Id extends string>(
  order: Id[],
  people: ReadonlyMap<Id, Placed<Id>>,
  { firstPage, speaker, lastSpoke }: OrderOptions<Id> & { firstPage: number },
): void {
  const hands = handsInOrder([...people.values()].filter(({ self }) => !self)).map(({ id }) => id);
  const wanted = [...hands, ...(speaker === undefined ? [] : [speaker])].slice(0, firstPage);
  const quietness = (id: Id): number =>
    (lastSpoke.get(id) ?? 0) + (people.get(id)?.camera === true ? 1 : 0);
  for (const id of wanted) {
    const at = order.indexOf(id);
    if (at < firstPage) continue; // there already, or nobody here
    const leaving = order
      .slice(0, firstPage)
      .filter((there) => !wanted.includes(there))
      .reduce<Id | undefined>(
        (quietest, there) =>
          quietest === undefined || quietness(there) < quietness(quietest) ? there : quietest,
        undefined,
      );
    if (leaving === undefined) return;
    order[order.indexOf(leaving)] = id;
    order[at] = leaving;
  }
}
