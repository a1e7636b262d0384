import * as v from 'valibot';

/** What a driver of this folder is told: where it runs, and what it shall do there. */
export const Place = v.strictObject({
  cable: v.strictObject({
    beyond: v.string(),
    address: v.string(),
    near: v.string(),
    far: v.string(),
  }),
  rounds: v.number(),
  seed: v.number(),
});
export type Place = v.InferOutput<typeof Place>;

/** From the arguments that the driver was started with. */
export function givenPlace(): Place {
  return v.parse(Place, JSON.parse(process.argv[2] ?? ''));
}
