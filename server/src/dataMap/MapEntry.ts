import { operational, type Annotation } from '@conclave/shared/dataMap/Annotation';
import { browserStorage, storageAnnotation } from '@conclave/shared/dataMap/browserStorage';
import { fileClasses } from '@conclave/shared/dataMap/fileClasses';
import { logFields } from '@conclave/shared/dataMap/logFields';
import { metricFields } from '@conclave/shared/dataMap/metricFields';
import type { MapPlace } from '@conclave/shared/wire/dataMapApi';
import { columnMap } from '../store/columnMap.ts';

/** One stored value of the whole product: where it lies, its name there, and what it says of itself. */
export interface MapEntry {
  readonly place: MapPlace;
  readonly name: string;
  readonly annotation: Annotation;
}

/** [R4, R62] The whole data map: database, files, logs, metrics and browsers. */
export function dataMap(): MapEntry[] {
  return [
    ...columnMap().map(({ table, column, annotation }) => {
      return { place: 'database' as const, name: `${table}.${column}`, annotation };
    }),
    ...named('file', fileClasses),
    ...named('log', logFields),
    ...Object.keys(metricFields).map((name) => {
      return { place: 'metric' as const, name, annotation: operational };
    }),
    ...browserStorage.map((store) => {
      const annotation = storageAnnotation(store);
      return { place: 'browser' as const, name: `${store.place} ${store.name}`, annotation };
    }),
  ];
}

function named(place: MapPlace, list: Readonly<Record<string, Annotation>>): MapEntry[] {
  return Object.entries(list).map(([name, annotation]) => ({ place, name, annotation }));
}
