import { ParticipantId } from '@conclave/shared/ids';
import { LeafIndex, Leaves as LeafList } from '@conclave/shared/wire/keys';
import * as v from 'valibot';
import type { LeafTable } from '../keys/GroupPosition.ts';

const Leaves = v.array(v.tuple([LeafIndex, ParticipantId]));

/** `[[leaf, participant], …]` as JSON. */
export function encodeLeaves(leaves: LeafTable): string {
  return JSON.stringify([...leaves]);
}

export function decodeLeaves(json: string): LeafTable {
  return new Map(v.parse(Leaves, JSON.parse(json)));
}

/** `[leaf, …]` as JSON. */
export function encodeRemoves(removes: readonly number[]): string {
  return JSON.stringify(removes);
}

export function decodeRemoves(json: string): number[] {
  return v.parse(LeafList, JSON.parse(json));
}
