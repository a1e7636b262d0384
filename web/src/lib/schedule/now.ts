/* eslint no-restricted-globals: ["off"] -- what is planned follows the clock on the wall */

/** The moment, in ms since 1970. */
export const now = (): number => Date.now();
