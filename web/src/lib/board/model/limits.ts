/** A stroke of 4,000 points is half a minute of drawing; a longer one goes on as the next stroke. Higher lets one entry freeze the others. */
export const MAX_POINTS = 4000;
/** Bytes of encoded points: at most 11 a point, when each is far from the one before. */
export const MAX_POINT_BYTES = MAX_POINTS * 11;
/** Board units from the middle. Beyond it, canvas coordinates lose their fractions. */
export const MAX_COORDINATE = 1_000_000;
/** Larger than any picture of a board; keeps a hostile shape from covering the index. */
export const MAX_SIDE = 100_000;
/** Of a note or label: ten pages of text. Laying out more takes longer than a frame. */
export const MAX_TEXT = 10_000;
/** Of all pages together. A board of 10,000 strokes opens in a second; what is above this is not read. */
export const MAX_SHAPES = 50_000;
export const MAX_PAGES = 200;
export const MAX_NAME = 80;
