import { ParticipantId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';
import type * as Y from 'yjs';
import { personTone, toneOfHue } from '../../ui/personTone.ts';
import type { SharedDocument } from '../SharedDocument.ts';

/** Who a participant says to be. */
const RosterEntry = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxBytes(MAX_NAME_BYTES)),
  /** Degrees: of the colour that they had. */
  hue: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(360))),
});
export type RosterEntry = v.InferOutput<typeof RosterEntry>;

type Roster = Pick<SharedDocument, 'doc' | 'authorOf'>;

/**
 * The roster is a list to which everybody appends: nobody takes anything back in it. Whose an
 * entry is says the client id that wrote it, and of each participant the last one counts.
 */
export function rosterOf(roster: Roster): ReadonlyMap<ParticipantId, RosterEntry> {
  const people = new Map<ParticipantId, RosterEntry>();
  const list = roster.doc.getArray('people');
  for (let item: Y.Item | null = list._start; item !== null; item = item.right) {
    const by = roster.authorOf(item.id.client);
    if (by === undefined || item.deleted) continue;
    for (const held of item.content.getContent()) {
      const entry = v.safeParse(RosterEntry, held);
      if (entry.success) people.set(by, entry.output);
    }
  }
  return people;
}

/** The colour that somebody had, from their entry if they left one. */
export function toneOf(entry: RosterEntry | undefined, participantId: ParticipantId): number {
  return entry?.hue === undefined ? personTone(participantId) : toneOfHue(entry.hue);
}

/** Says who this participant is, unless the roster has it so. For when the roster is open. */
export function joinRoster(roster: Roster, self: ParticipantId, entry: RosterEntry): void {
  const known = rosterOf(roster).get(self);
  if (known?.name === entry.name && known.hue === entry.hue) return;
  roster.doc.getArray('people').push([entry]);
}
