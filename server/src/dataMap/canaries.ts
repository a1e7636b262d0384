import { dataMap } from './MapEntry.ts';

/** Where the canary tour looks for what people typed. */
export type Sink = 'memory' | 'files' | 'dump' | 'output';

/** The value of the data map under which each thing that people type is kept. `null`: nowhere on the server. */
export type CanaryPlaces = Readonly<Record<string, string | null>>;

/**
 * [R115] The fields whose words may be found in a sink: those that the data map lets the server read, and on the disk
 * those of them that do not lie sealed. Nothing
 * that anybody typed may be in what the program prints.
 */
export function allowedIn(sink: Sink, places: CanaryPlaces): string[] {
  if (sink === 'output') return [];
  const entries = new Map(dataMap().map((entry) => [entry.name, entry]));
  return Object.entries(places)
    .filter(([field, name]) => {
      if (name === null) return false;
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`${field} lies at ${name}, which nothing describes`);
      const { reads, sealedUnder } = entry.annotation;
      // Opened in memory; on the disk, and in every copy of it, it is sealed.
      return reads.includes('server') && (sealedUnder === undefined || sink === 'memory');
    })
    .map(([field]) => field)
    .sort();
}
