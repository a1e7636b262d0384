import { PartMissingError } from '../../parts/PartMissingError.ts';

/** Loads what going in needs. Asking again costs nothing. Throws a PartMissingError where it is gone. */
export const loadWayIn = (): Promise<typeof import('./wayIn.ts')> =>
  import('./wayIn.ts').catch((cause: unknown) => {
    throw new PartMissingError('the way in', { cause });
  });
