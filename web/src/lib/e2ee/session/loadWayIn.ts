/** Loads what going in needs. Asking again costs nothing. */
export const loadWayIn = (): Promise<typeof import('./wayIn.ts')> => import('./wayIn.ts');
