import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';
import type * as Y from 'yjs';
import { HOST_PROOF_BYTES } from '../../e2ee/objects/hostProof.ts';
import { personTone, toneOfHue } from '../../ui/personTone.ts';
import type { SharedDocument } from '../SharedDocument.ts';

const hash = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));
/** As base64url. */
const HOST_PROOF = new RegExp(`^[\\w-]{${Math.ceil((HOST_PROOF_BYTES * 4) / 3)}}$`, 'u');

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
  for (const [by, said] of saidIn(roster, 'people')) {
    const entry = v.safeParse(RosterEntry, said);
    if (entry.success) people.set(by, entry.output);
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

/** [G-18] What a participant agreed to: hash of the text, and the commitment to the record of it. */
const Agreement = v.strictObject({ notice: hash, commitment: hash });
export type Agreement = v.InferOutput<typeof Agreement>;

/** [G-18] Proves that a participant holds the host key: nobody asks who plans a meeting before it. */
const Claim = v.strictObject({ host: v.pipe(v.string(), v.regex(HOST_PROOF)) });

/** Who agreed to what they write being kept, and who says to be the host, which is still to be checked. */
export interface Agreements {
  readonly agreed: ReadonlySet<ParticipantId>;
  readonly claims: ReadonlyMap<ParticipantId, string>;
}

export function agreementsOf(roster: Roster): Agreements {
  const agreed = new Set<ParticipantId>();
  const claims = new Map<ParticipantId, string>();
  for (const [by, said] of saidIn(roster, 'agreed')) {
    if (agreed.has(by)) continue;
    const claim = v.safeParse(Claim, said);
    if (claim.success) claims.set(by, claim.output.host);
    else if (v.is(Agreement, said)) agreed.add(by);
  }
  return { agreed, claims };
}

/** Says what this participant agreed to, unless that stands there as the last thing. For when the roster is open. */
export function sayAgreed(roster: Roster, self: ParticipantId, agreement: Agreement): void {
  const said = lastOf(roster, self);
  if (v.is(Agreement, said) && said.commitment === agreement.commitment) return;
  roster.doc.getArray('agreed').push([agreement]);
}

/** Shows that this participant is the host; false where nothing is to be said. For when the roster is open. */
export function showHost(roster: Roster, self: ParticipantId, proof: Bytes): boolean {
  const { agreed, claims } = agreementsOf(roster);
  if (agreed.has(self) || claims.has(self)) return false;
  roster.doc.getArray('agreed').push([{ host: toBase64Url(proof) }]);
  return true;
}

function lastOf(roster: Roster, self: ParticipantId): unknown {
  return [...saidIn(roster, 'agreed')].findLast(([by]) => by === self)?.[1];
}

/** What stands in one of the roster's lists, with who said it. */
function* saidIn(roster: Roster, list: 'people' | 'agreed'): Generator<[ParticipantId, unknown]> {
  const array = roster.doc.getArray(list);
  for (let item: Y.Item | null = array._start; item !== null; item = item.right) {
    const by = roster.authorOf(item.id.client);
    if (by === undefined || item.deleted) continue;
    for (const said of item.content.getContent()) yield [by, said];
  }
}
