/** One sheet of the board. */
export interface Page {
  readonly id: string;
  /** Empty until somebody named it. */
  readonly name: string;
  readonly order: string;
}

/**
 * The page that is there without anybody making it. If the first person to open a board made one, two
 * people opening it at once would make two.
 */
export const FIRST_PAGE: Page = { id: 'first', name: '', order: 'a0' };
