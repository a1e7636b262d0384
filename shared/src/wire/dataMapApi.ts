import * as v from 'valibot';
import {
  bases,
  erasures,
  purposes,
  readers,
  retentionRules,
  subjects,
} from '../dataMap/vocabulary.ts';

/** Where a value lies. */
export const mapPlaces = ['database', 'file', 'log', 'metric', 'browser'] as const;
export type MapPlace = (typeof mapPlaces)[number];

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  const [first, ...others] = keys;
  if (first === undefined) throw new RangeError('an empty vocabulary');
  return [first, ...others];
}

/** `GET /api/data-map`: everything that is stored, value by value, as the program says it of itself [R4]. */
export const PublicDataMap = v.strictObject({
  policyVersion: v.pipe(v.string(), v.maxLength(40)),
  values: v.pipe(
    v.array(
      v.strictObject({
        place: v.picklist(mapPlaces),
        name: v.pipe(v.string(), v.maxLength(120)),
        purpose: v.picklist(keysOf(purposes)),
        basis: v.picklist(bases),
        retention: v.picklist(keysOf(retentionRules)),
        reads: v.array(v.picklist(readers)),
        subject: v.picklist(subjects),
        required: v.boolean(),
        export: v.boolean(),
        erase: v.picklist(erasures),
        requirement: v.pipe(v.string(), v.maxLength(20)),
      }),
    ),
    v.maxLength(2_000),
  ),
});
export type PublicDataMap = v.InferOutput<typeof PublicDataMap>;
