import * as v from 'valibot';
import { readPreference, writePreference } from '../i18n/preferences.ts';

const Stored = v.object({
  layout: v.optional(v.picklist(['grid', 'speaker']), 'grid'),
  singleKeys: v.optional(v.boolean(), true),
  chimes: v.optional(v.boolean(), true),
  mirror: v.optional(v.boolean(), true),
  originalSound: v.optional(v.boolean(), false),
  speakerId: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
});
export type RoomPreferences = v.InferOutput<typeof Stored>;

function read(): RoomPreferences {
  try {
    const parsed = v.safeParse(Stored, JSON.parse(readPreference('conclave.room') ?? '{}'));
    return parsed.success ? parsed.output : v.parse(Stored, {});
  } catch {
    return v.parse(Stored, {}); // not JSON: from another version, or touched by hand
  }
}

/** How this person likes the room, in this browser. */
export class RoomSettings {
  #now = $state.raw<RoomPreferences>(read());

  get now(): RoomPreferences {
    return this.#now;
  }

  change(part: Partial<RoomPreferences>): void {
    this.#now = { ...this.#now, ...part };
    writePreference('conclave.room', JSON.stringify(this.#now));
  }
}
