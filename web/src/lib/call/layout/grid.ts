export interface Area {
  width: number;
  height: number;
}

export interface Grid {
  columns: number;
  rows: number;
  /** Tiles on one page; with fewer people the last page is not full. */
  perPage: number;
}

/** Tiles on a page, by the width of the stage. More than 25 faces cannot be told apart. */
const MOST = { desktop: 25, tablet: 9, phone: 4 } as const;

/** Below these widths a stage counts as a phone's or a tablet's, in CSS pixels. */
const PHONE_BELOW = 640;
const TABLET_BELOW = 1000;

/** A tile smaller than this shows nothing of a face; then there are more pages instead. */
const SMALLEST = { width: 140, height: 78 } as const;

const GAP = 8;
const MOST_COLUMNS = 5;

/** Tiles crop to the shape they get; a face does best in about this one, on a phone in an upright one. */
const RATIO = { wide: 1.5, phone: 0.8 } as const;

export function isPhone({ width }: Pick<Area, 'width'>): boolean {
  return width < PHONE_BELOW;
}

function most(area: Area): number {
  if (isPhone(area)) return MOST.phone;
  return area.width < TABLET_BELOW ? MOST.tablet : MOST.desktop;
}

const share = (length: number, parts: number): number => (length - GAP * (parts - 1)) / parts;

/** How large the usable part of a tile gets with so many columns. */
function usable(area: Area, count: number, columns: number): number {
  const width = share(area.width, columns);
  const height = share(area.height, Math.ceil(count / columns));
  return Math.min(width, height * (isPhone(area) ? RATIO.phone : RATIO.wide));
}

function bestColumns(area: Area, count: number): number {
  const choices = Array.from({ length: Math.min(count, MOST_COLUMNS) }, (_, at) => at + 1);
  return choices.reduce((best, columns) =>
    usable(area, count, columns) > usable(area, count, best) ? columns : best,
  );
}

/** The grid in which `count` tiles get largest; people who do not fit go to further pages. */
export function gridFor(area: Area, count: number): Grid {
  const wanted = Math.max(1, Math.min(count, most(area)));
  const sizes = Array.from({ length: wanted }, (_, at) => wanted - at);
  const perPage = sizes.find((size) => fits(area, size)) ?? 1;
  const columns = bestColumns(area, perPage);
  return { columns, rows: Math.ceil(perPage / columns), perPage };
}

function fits(area: Area, count: number): boolean {
  const columns = bestColumns(area, count);
  return (
    share(area.width, columns) >= SMALLEST.width &&
    share(area.height, Math.ceil(count / columns)) >= SMALLEST.height
  );
}

export function pageCount(count: number, perPage: number): number {
  return Math.max(1, Math.ceil(count / perPage));
}

/** The tiles of a page; a page that is no more gives the last one. */
export function pageOf<T>(tiles: readonly T[], page: number, perPage: number): readonly T[] {
  const at = Math.max(0, Math.min(page, pageCount(tiles.length, perPage) - 1));
  return tiles.slice(at * perPage, (at + 1) * perPage);
}

/**
 * Where a tile begins on a grid of half columns, 1 for the first, so that a last row that is not
 * full stands in the middle. Undefined: where the tile before it ends.
 */
export function startColumn(at: number, count: number, columns: number): number | undefined {
  const inLastRow = count % columns;
  if (inLastRow === 0 || at !== count - inLastRow) return undefined;
  return columns - inLastRow + 1;
}
